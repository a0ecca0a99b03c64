terraform {
  required_version = ">= 1.5"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 6.0, < 7.0"
    }
  }
}

provider "aws" {
  alias               = "management"
  region              = "eu-west-1"
  allowed_account_ids = ["111111111111"]

  assume_role {
    role_arn = "arn:aws:iam::111111111111:role/GuardlakeSetup"
  }
}

provider "aws" {
  alias               = "security"
  region              = "eu-west-1"
  profile             = "security"
  allowed_account_ids = ["222222222222"]
}

provider "aws" {
  alias               = "logging"
  region              = "eu-west-1"
  allowed_account_ids = ["333333333333"]

  assume_role {
    role_arn    = "arn:aws:iam::333333333333:role/GuardlakeSetup"
    external_id = "guardlake"
  }
}
