package io.guardlake.jobs.run;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Logger;

/** A database for a catalog, {@code jdbc:flaky:/file}, that can be down for everybody. */
public final class FlakyCatalog implements Driver {
  private static final String PREFIX = "jdbc:flaky:";
  private static final AtomicInteger REFUSED = new AtomicInteger();
  private static volatile boolean down;

  /** Makes it known in this JVM. */
  static void register() throws SQLException {
    DriverManager.registerDriver(new FlakyCatalog());
  }

  /** Lets nobody in, and nobody who is in do anything, from now on or no longer. */
  static void down(boolean isDown) {
    REFUSED.set(0);
    down = isDown;
  }

  /** How often somebody was let down since it went down. */
  static int refused() {
    return REFUSED.get();
  }

  @Override
  public Connection connect(String url, Properties info) throws SQLException {
    if (!acceptsURL(url)) {
      return null;
    }

    check();
    Properties plain = new Properties();
    plain.setProperty("busy_timeout", "30000");
    Connection connection =
        DriverManager.getConnection("jdbc:sqlite:" + url.substring(PREFIX.length()), plain);
    return (Connection)
        Proxy.newProxyInstance(
            FlakyCatalog.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) -> {
              if (method.getName().startsWith("prepare") || method.getName().equals("commit")) {
                check();
              }

              try {
                return method.invoke(connection, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private static void check() throws SQLException {
    if (down) {
      REFUSED.incrementAndGet();
      throw new SQLNonTransientConnectionException("the database is down");
    }
  }

  @Override
  public boolean acceptsURL(String url) {
    return url.startsWith(PREFIX);
  }

  @Override
  public DriverPropertyInfo[] getPropertyInfo(String url, Properties info) {
    return new DriverPropertyInfo[0];
  }

  @Override
  public int getMajorVersion() {
    return 1;
  }

  @Override
  public int getMinorVersion() {
    return 0;
  }

  @Override
  public boolean jdbcCompliant() {
    return false;
  }

  @Override
  public Logger getParentLogger() {
    return Logger.getLogger(Logger.GLOBAL_LOGGER_NAME);
  }
}
