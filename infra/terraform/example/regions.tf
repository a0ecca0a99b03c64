locals {
  detector_regions = toset(["af-south-1", "ap-northeast-1", "ap-northeast-2", "ap-south-1", "ap-southeast-1", "ap-southeast-2", "ca-central-1", "eu-central-1", "eu-north-1", "eu-south-1", "eu-west-1", "eu-west-2", "eu-west-3", "il-central-1", "me-central-1", "sa-east-1", "us-east-1", "us-east-2", "us-west-1", "us-west-2"])
  export_regions   = toset(["af-south-1", "ap-northeast-1", "ap-northeast-2", "ap-south-1", "ap-southeast-1", "ap-southeast-2", "ca-central-1", "eu-central-1", "eu-north-1", "eu-south-1", "eu-west-1", "eu-west-2", "eu-west-3", "il-central-1", "me-central-1", "sa-east-1", "us-east-1", "us-east-2", "us-west-1", "us-west-2"])
}


# A detector that is there already: terraform import 'aws_guardduty_detector.export["REGION"]' ID@REGION
resource "aws_guardduty_detector" "export" {
  for_each                     = local.detector_regions
  provider                     = aws.security
  region                       = each.key
  enable                       = true
  finding_publishing_frequency = "FIFTEEN_MINUTES"

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_guardduty_detector_feature" "runtime_monitoring" {
  for_each    = toset(["af-south-1", "ap-northeast-1", "ap-northeast-2", "ap-south-1", "ap-southeast-1", "ap-southeast-2", "ca-central-1", "eu-central-1", "eu-north-1", "eu-south-1", "eu-west-1", "eu-west-2", "eu-west-3", "il-central-1", "sa-east-1", "us-east-1", "us-east-2", "us-west-1", "us-west-2"])
  provider    = aws.security
  region      = each.key
  detector_id = aws_guardduty_detector.export[each.key].id
  name        = "RUNTIME_MONITORING"
  status      = "ENABLED"

  additional_configuration {
    name   = "EKS_ADDON_MANAGEMENT"
    status = "ENABLED"
  }
}

resource "aws_guardduty_detector_feature" "s3_data_events" {
  for_each    = local.detector_regions
  provider    = aws.security
  region      = each.key
  detector_id = aws_guardduty_detector.export[each.key].id
  name        = "S3_DATA_EVENTS"
  status      = "ENABLED"
}

resource "aws_guardduty_publishing_destination" "export" {
  for_each        = local.export_regions
  provider        = aws.security
  region          = each.key
  detector_id     = aws_guardduty_detector.export[each.key].id
  destination_arn = local.destination_arn
  kms_key_arn     = local.key_arn
  depends_on      = [aws_s3_bucket_policy.export, aws_s3_object.export]
}
