/** EC2's list of regions, which is all the setup of an export asks of EC2. */
package io.guardlake.sandbox.aws.ec2;
