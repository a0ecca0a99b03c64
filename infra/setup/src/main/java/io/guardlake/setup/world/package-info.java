/** What is there in AWS, as it was read: records without behaviour. */
package io.guardlake.setup.world;
