resource "aws_guardduty_organization_admin_account" "first" {
  provider         = aws.management
  region           = "af-south-1"
  admin_account_id = "222222222222"
  depends_on       = [aws_guardduty_detector.export]
}

resource "aws_guardduty_organization_admin_account" "others" {
  for_each         = toset(["ap-northeast-1", "ap-northeast-2", "ap-south-1", "ap-southeast-1", "ap-southeast-2", "ca-central-1", "eu-central-1", "eu-north-1", "eu-south-1", "eu-west-1", "eu-west-2", "eu-west-3", "il-central-1", "me-central-1", "sa-east-1", "us-east-1", "us-east-2", "us-west-1", "us-west-2"])
  provider         = aws.management
  region           = each.key
  admin_account_id = "222222222222"
  depends_on       = [aws_guardduty_organization_admin_account.first]
}

resource "aws_guardduty_detector" "management" {
  for_each = toset(["af-south-1", "ap-northeast-1", "ap-northeast-2", "ap-south-1", "ap-southeast-1", "ap-southeast-2", "ca-central-1", "eu-central-1", "eu-north-1", "eu-south-1", "eu-west-1", "eu-west-2", "eu-west-3", "il-central-1", "me-central-1", "sa-east-1", "us-east-1", "us-east-2", "us-west-1", "us-west-2"])
  provider = aws.management
  region   = each.key
  enable   = true

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_guardduty_organization_configuration" "export" {
  for_each                         = toset(["af-south-1", "ap-northeast-1", "ap-northeast-2", "ap-south-1", "ap-southeast-1", "ap-southeast-2", "ca-central-1", "eu-central-1", "eu-north-1", "eu-south-1", "eu-west-1", "eu-west-2", "eu-west-3", "il-central-1", "me-central-1", "sa-east-1", "us-east-1", "us-east-2", "us-west-1", "us-west-2"])
  provider                         = aws.security
  region                           = each.key
  detector_id                      = aws_guardduty_detector.export[each.key].id
  auto_enable_organization_members = "ALL"
  depends_on                       = [aws_guardduty_organization_admin_account.others]
}

resource "aws_guardduty_organization_configuration_feature" "runtime_monitoring" {
  for_each    = toset(["af-south-1", "ap-northeast-1", "ap-northeast-2", "ap-south-1", "ap-southeast-1", "ap-southeast-2", "ca-central-1", "eu-central-1", "eu-north-1", "eu-south-1", "eu-west-1", "eu-west-2", "eu-west-3", "il-central-1", "sa-east-1", "us-east-1", "us-east-2", "us-west-1", "us-west-2"])
  provider    = aws.security
  region      = each.key
  detector_id = aws_guardduty_detector.export[each.key].id
  name        = "RUNTIME_MONITORING"
  auto_enable = "NEW"
  depends_on  = [aws_guardduty_organization_admin_account.others]

  additional_configuration {
    name        = "EKS_ADDON_MANAGEMENT"
    auto_enable = "NEW"
  }
}

resource "aws_guardduty_organization_configuration_feature" "s3_data_events" {
  for_each    = toset(["af-south-1", "ap-northeast-1", "ap-northeast-2", "ap-south-1", "ap-southeast-1", "ap-southeast-2", "ca-central-1", "eu-central-1", "eu-north-1", "eu-south-1", "eu-west-1", "eu-west-2", "eu-west-3", "il-central-1", "me-central-1", "sa-east-1", "us-east-1", "us-east-2", "us-west-1", "us-west-2"])
  provider    = aws.security
  region      = each.key
  detector_id = aws_guardduty_detector.export[each.key].id
  name        = "S3_DATA_EVENTS"
  auto_enable = "ALL"
  depends_on  = [aws_guardduty_organization_admin_account.others]
}
