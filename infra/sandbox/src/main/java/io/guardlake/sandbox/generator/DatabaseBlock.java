package io.guardlake.sandbox.generator;

import java.io.IOException;

/** The blocks about a database and who logged in to it. */
final class DatabaseBlock {
  private DatabaseBlock() {}

  static void write(Json json, Scene scene) throws IOException {
    Asset asset = scene.asset();
    Dice dice = scene.assetDice("database");
    boolean postgres = dice.chance(0.5);
    json.object(
        "rdsDbInstanceDetails",
        database -> {
          database.text("dbInstanceIdentifier", asset.database());
          database.text("engine", postgres ? "Aurora PostgreSQL" : "Aurora MySQL");
          database.text("engineVersion", postgres ? "16.4" : "8.0.mysql_aurora.3.07.1");
          database.text("dbClusterIdentifier", asset.stage() + "-" + asset.team());
          database.text("dbInstanceArn", scene.origin().arn("rds", "db:" + asset.database()));
          database.text("dbiResourceId", "db-" + dice.upperAlphanumeric(26));
          InstanceBlock.tags(database, scene, dice);
        });
    writeUser(json, scene);
  }

  static void writeLimitless(Json json, Scene scene) throws IOException {
    Asset asset = scene.asset();
    Dice dice = scene.assetDice("shard group");
    String resourceId = "shardgroup-" + dice.alphanumeric(24);
    json.object(
        "rdsLimitlessDbDetails",
        database -> {
          database.text("dbShardGroupIdentifier", asset.database() + "-shards");
          database.text("dbShardGroupResourceId", resourceId);
          database.text("dbShardGroupArn", scene.origin().arn("rds", "shard-group:" + resourceId));
          database.text("engine", "Aurora PostgreSQL");
          database.text("engineVersion", "16.4-limitless");
          database.text("dbClusterIdentifier", asset.stage() + "-" + asset.team());
          InstanceBlock.tags(database, scene, dice);
        });
    writeUser(json, scene);
  }

  private static void writeUser(Json json, Scene scene) throws IOException {
    json.object(
        "rdsDbUserDetails",
        user -> {
          user.text("user", scene.asset().user());
          user.text("application", scene.latest().chance(0.5) ? "psql" : "");
          user.text("database", scene.asset().team());
          user.text("ssl", "TLSv1.3");
          user.text("authMethod", "Password");
        });
  }
}
