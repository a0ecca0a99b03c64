resource "aws_kms_key" "export" {
  provider            = aws.security
  region              = "eu-west-1"
  description         = "Encrypts the findings that GuardDuty exports"
  enable_key_rotation = true
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid    = "EnableAccountAdministration"
        Effect = "Allow"
        Principal = {
          AWS = "arn:aws:iam::222222222222:root"
        }
        Action   = "kms:*"
        Resource = "*"
      },
      {
        Sid    = "GuardlakeMainExportKey"
        Effect = "Allow"
        Principal = {
          Service = [
            "guardduty.amazonaws.com",
            "guardduty.af-south-1.amazonaws.com",
            "guardduty.eu-south-1.amazonaws.com",
            "guardduty.il-central-1.amazonaws.com",
            "guardduty.me-central-1.amazonaws.com",
          ]
        }
        Action   = "kms:GenerateDataKey"
        Resource = "*"
        Condition = {
          StringEquals = {
            "aws:SourceAccount" = "222222222222"
          }
          ArnLike = {
            "aws:SourceArn" = [
              "arn:aws:guardduty:af-south-1:222222222222:detector/*",
              "arn:aws:guardduty:ap-northeast-1:222222222222:detector/*",
              "arn:aws:guardduty:ap-northeast-2:222222222222:detector/*",
              "arn:aws:guardduty:ap-south-1:222222222222:detector/*",
              "arn:aws:guardduty:ap-southeast-1:222222222222:detector/*",
              "arn:aws:guardduty:ap-southeast-2:222222222222:detector/*",
              "arn:aws:guardduty:ca-central-1:222222222222:detector/*",
              "arn:aws:guardduty:eu-central-1:222222222222:detector/*",
              "arn:aws:guardduty:eu-north-1:222222222222:detector/*",
              "arn:aws:guardduty:eu-south-1:222222222222:detector/*",
              "arn:aws:guardduty:eu-west-1:222222222222:detector/*",
              "arn:aws:guardduty:eu-west-2:222222222222:detector/*",
              "arn:aws:guardduty:eu-west-3:222222222222:detector/*",
              "arn:aws:guardduty:il-central-1:222222222222:detector/*",
              "arn:aws:guardduty:me-central-1:222222222222:detector/*",
              "arn:aws:guardduty:sa-east-1:222222222222:detector/*",
              "arn:aws:guardduty:us-east-1:222222222222:detector/*",
              "arn:aws:guardduty:us-east-2:222222222222:detector/*",
              "arn:aws:guardduty:us-west-1:222222222222:detector/*",
              "arn:aws:guardduty:us-west-2:222222222222:detector/*",
            ]
          }
        }
      },
      {
        Sid    = "GuardlakeMainReadersDecrypt"
        Effect = "Allow"
        Principal = {
          AWS = "arn:aws:iam::222222222222:role/GuardlakeIngest"
        }
        Action   = "kms:Decrypt"
        Resource = "*"
        Condition = {
          StringEquals = {
            "kms:ViaService" = "s3.eu-west-1.amazonaws.com"
          }
          StringLike = {
            "kms:EncryptionContext:aws:s3:arn" = [
              "arn:aws:s3:::example-guardduty-findings",
              "arn:aws:s3:::example-guardduty-findings/guardduty/*",
            ]
          }
        }
      },
    ]
  })

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_kms_alias" "export" {
  provider      = aws.security
  region        = "eu-west-1"
  name          = "alias/guardduty-findings"
  target_key_id = aws_kms_key.export.key_id
}

resource "aws_s3_bucket" "export" {
  provider = aws.logging
  region   = "eu-west-1"
  bucket   = "example-guardduty-findings"

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_s3_bucket_public_access_block" "export" {
  provider                = aws.logging
  region                  = "eu-west-1"
  bucket                  = aws_s3_bucket.export.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_ownership_controls" "export" {
  provider = aws.logging
  region   = "eu-west-1"
  bucket   = aws_s3_bucket.export.id

  rule {
    object_ownership = "BucketOwnerEnforced"
  }
}

resource "aws_s3_bucket_versioning" "export" {
  provider = aws.logging
  region   = "eu-west-1"
  bucket   = aws_s3_bucket.export.id

  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "export" {
  provider = aws.logging
  region   = "eu-west-1"
  bucket   = aws_s3_bucket.export.id

  rule {
    bucket_key_enabled = true

    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = aws_kms_key.export.arn
    }
  }
}

resource "aws_s3_bucket_lifecycle_configuration" "export" {
  provider = aws.logging
  region   = "eu-west-1"
  bucket   = aws_s3_bucket.export.id

  rule {
    id     = "GuardlakeMainRetention"
    status = "Enabled"

    filter {
      prefix = "guardduty/AWSLogs/"
    }

    transition {
      days          = 90
      storage_class = "GLACIER_IR"
    }

    expiration {
      days = 1095
    }

    noncurrent_version_expiration {
      noncurrent_days = 30
    }
  }
}

resource "aws_s3_bucket_notification" "export" {
  provider = aws.logging
  region   = "eu-west-1"
  bucket   = aws_s3_bucket.export.id

  queue {
    id            = "GuardlakeMainQueue"
    queue_arn     = "arn:aws:sqs:eu-west-1:333333333333:guardduty-findings"
    events        = ["s3:ObjectCreated:*"]
    filter_prefix = "guardduty/AWSLogs/"
  }
}

resource "aws_s3_bucket_policy" "export" {
  provider = aws.logging
  region   = "eu-west-1"
  bucket   = aws_s3_bucket.export.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid    = "GuardlakeMainExportLocation"
        Effect = "Allow"
        Principal = {
          Service = [
            "guardduty.amazonaws.com",
            "guardduty.af-south-1.amazonaws.com",
            "guardduty.eu-south-1.amazonaws.com",
            "guardduty.il-central-1.amazonaws.com",
            "guardduty.me-central-1.amazonaws.com",
          ]
        }
        Action   = "s3:GetBucketLocation"
        Resource = "arn:aws:s3:::example-guardduty-findings"
        Condition = {
          StringEquals = {
            "aws:SourceAccount" = "222222222222"
          }
          ArnLike = {
            "aws:SourceArn" = [
              "arn:aws:guardduty:af-south-1:222222222222:detector/*",
              "arn:aws:guardduty:ap-northeast-1:222222222222:detector/*",
              "arn:aws:guardduty:ap-northeast-2:222222222222:detector/*",
              "arn:aws:guardduty:ap-south-1:222222222222:detector/*",
              "arn:aws:guardduty:ap-southeast-1:222222222222:detector/*",
              "arn:aws:guardduty:ap-southeast-2:222222222222:detector/*",
              "arn:aws:guardduty:ca-central-1:222222222222:detector/*",
              "arn:aws:guardduty:eu-central-1:222222222222:detector/*",
              "arn:aws:guardduty:eu-north-1:222222222222:detector/*",
              "arn:aws:guardduty:eu-south-1:222222222222:detector/*",
              "arn:aws:guardduty:eu-west-1:222222222222:detector/*",
              "arn:aws:guardduty:eu-west-2:222222222222:detector/*",
              "arn:aws:guardduty:eu-west-3:222222222222:detector/*",
              "arn:aws:guardduty:il-central-1:222222222222:detector/*",
              "arn:aws:guardduty:me-central-1:222222222222:detector/*",
              "arn:aws:guardduty:sa-east-1:222222222222:detector/*",
              "arn:aws:guardduty:us-east-1:222222222222:detector/*",
              "arn:aws:guardduty:us-east-2:222222222222:detector/*",
              "arn:aws:guardduty:us-west-1:222222222222:detector/*",
              "arn:aws:guardduty:us-west-2:222222222222:detector/*",
            ]
          }
        }
      },
      {
        Sid    = "GuardlakeMainExportWrite"
        Effect = "Allow"
        Principal = {
          Service = [
            "guardduty.amazonaws.com",
            "guardduty.af-south-1.amazonaws.com",
            "guardduty.eu-south-1.amazonaws.com",
            "guardduty.il-central-1.amazonaws.com",
            "guardduty.me-central-1.amazonaws.com",
          ]
        }
        Action   = "s3:PutObject"
        Resource = "arn:aws:s3:::example-guardduty-findings/guardduty/*"
        Condition = {
          StringEquals = {
            "aws:SourceAccount" = "222222222222"
          }
          ArnLike = {
            "aws:SourceArn" = [
              "arn:aws:guardduty:af-south-1:222222222222:detector/*",
              "arn:aws:guardduty:ap-northeast-1:222222222222:detector/*",
              "arn:aws:guardduty:ap-northeast-2:222222222222:detector/*",
              "arn:aws:guardduty:ap-south-1:222222222222:detector/*",
              "arn:aws:guardduty:ap-southeast-1:222222222222:detector/*",
              "arn:aws:guardduty:ap-southeast-2:222222222222:detector/*",
              "arn:aws:guardduty:ca-central-1:222222222222:detector/*",
              "arn:aws:guardduty:eu-central-1:222222222222:detector/*",
              "arn:aws:guardduty:eu-north-1:222222222222:detector/*",
              "arn:aws:guardduty:eu-south-1:222222222222:detector/*",
              "arn:aws:guardduty:eu-west-1:222222222222:detector/*",
              "arn:aws:guardduty:eu-west-2:222222222222:detector/*",
              "arn:aws:guardduty:eu-west-3:222222222222:detector/*",
              "arn:aws:guardduty:il-central-1:222222222222:detector/*",
              "arn:aws:guardduty:me-central-1:222222222222:detector/*",
              "arn:aws:guardduty:sa-east-1:222222222222:detector/*",
              "arn:aws:guardduty:us-east-1:222222222222:detector/*",
              "arn:aws:guardduty:us-east-2:222222222222:detector/*",
              "arn:aws:guardduty:us-west-1:222222222222:detector/*",
              "arn:aws:guardduty:us-west-2:222222222222:detector/*",
            ]
          }
        }
      },
      {
        Sid    = "GuardlakeMainExportFolder"
        Effect = "Allow"
        Principal = {
          AWS = "arn:aws:iam::222222222222:root"
        }
        Action = [
          "s3:GetObject",
          "s3:ListBucket",
        ]
        Resource = [
          "arn:aws:s3:::example-guardduty-findings",
          "arn:aws:s3:::example-guardduty-findings/guardduty/",
        ]
      },
      {
        Sid    = "GuardlakeMainReadersList"
        Effect = "Allow"
        Principal = {
          AWS = "arn:aws:iam::222222222222:role/GuardlakeIngest"
        }
        Action   = "s3:ListBucket"
        Resource = "arn:aws:s3:::example-guardduty-findings"
      },
      {
        Sid    = "GuardlakeMainReadersGet"
        Effect = "Allow"
        Principal = {
          AWS = "arn:aws:iam::222222222222:role/GuardlakeIngest"
        }
        Action   = "s3:GetObject"
        Resource = "arn:aws:s3:::example-guardduty-findings/guardduty/*"
      },
      {
        Sid    = "GuardlakeMainDenyUnencrypted"
        Effect = "Deny"
        Principal = {
          Service = [
            "guardduty.amazonaws.com",
            "guardduty.af-south-1.amazonaws.com",
            "guardduty.eu-south-1.amazonaws.com",
            "guardduty.il-central-1.amazonaws.com",
            "guardduty.me-central-1.amazonaws.com",
          ]
        }
        Action   = "s3:PutObject"
        Resource = "arn:aws:s3:::example-guardduty-findings/guardduty/*"
        Condition = {
          StringNotEquals = {
            "s3:x-amz-server-side-encryption" = "aws:kms"
          }
        }
      },
      {
        Sid    = "GuardlakeMainDenyOtherKey"
        Effect = "Deny"
        Principal = {
          Service = [
            "guardduty.amazonaws.com",
            "guardduty.af-south-1.amazonaws.com",
            "guardduty.eu-south-1.amazonaws.com",
            "guardduty.il-central-1.amazonaws.com",
            "guardduty.me-central-1.amazonaws.com",
          ]
        }
        Action   = "s3:PutObject"
        Resource = "arn:aws:s3:::example-guardduty-findings/guardduty/*"
        Condition = {
          StringNotEquals = {
            "s3:x-amz-server-side-encryption-aws-kms-key-id" = aws_kms_key.export.arn
          }
        }
      },
      {
        Sid       = "GuardlakeMainDenyInsecureTransport"
        Effect    = "Deny"
        Principal = "*"
        Action    = "s3:*"
        Resource = [
          "arn:aws:s3:::example-guardduty-findings",
          "arn:aws:s3:::example-guardduty-findings/*",
        ]
        Condition = {
          Bool = {
            "aws:SecureTransport" = "false"
          }
        }
      },
    ]
  })
}

resource "aws_s3_object" "export" {
  provider               = aws.logging
  region                 = "eu-west-1"
  bucket                 = aws_s3_bucket.export.id
  key                    = "guardduty/"
  content                = ""
  server_side_encryption = "aws:kms"
  kms_key_id             = aws_kms_key.export.arn
}

locals {
  destination_arn = "arn:aws:s3:::example-guardduty-findings/guardduty/"
  key_arn         = aws_kms_key.export.arn
}
