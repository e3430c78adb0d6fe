package dev.buzon.reader.index;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A connection that remembers its statements. For one thread at a time. */
final class Session implements AutoCloseable {
    /** Statements that are kept; further ones are prepared again each time. */
    private static final int STATEMENTS_MAX = 100;

    private final Connection connection;
    private final Map<String, PreparedStatement> statements = new HashMap<>();

    Session(Connection connection) {
        this.connection = connection;
    }

    /** Makes something of the row a result stands at. */
    @FunctionalInterface
    interface Reading<T> {
        T of(ResultSet row) throws SQLException;
    }

    /** Does something with each row. */
    @FunctionalInterface
    interface Each {
        void row(ResultSet row) throws SQLException;
    }

    /** Runs a statement that changes something and says how many rows it changed. */
    int run(String sql, Object... values) throws SQLException {
        PreparedStatement statement = prepared(sql);
        try {
            bind(statement, values);
            return statement.executeUpdate();
        } catch (SQLException e) {
            drop(sql);
            throw e;
        }
    }

    /** Runs a statement that is not worth remembering. */
    void once(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    void each(String sql, Each each, Object... values) throws SQLException {
        PreparedStatement statement = prepared(sql);
        try {
            bind(statement, values);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    each.row(rows);
                }
            }
        } catch (SQLException e) {
            drop(sql);
            throw e;
        }
    }

    /** The driver has closed what failed; it cannot be used again. */
    private void drop(String sql) {
        PreparedStatement failed = statements.remove(sql);
        try {
            if (failed != null) {
                failed.close();
            }
        } catch (SQLException e) {
            // It was closed already.
        }
    }

    <T> List<T> all(String sql, Reading<T> reading, Object... values) throws SQLException {
        List<T> all = new ArrayList<>();
        each(sql, row -> all.add(reading.of(row)), values);
        return all;
    }

    <T> Optional<T> first(String sql, Reading<T> reading, Object... values) throws SQLException {
        return all(sql, reading, values).stream().findFirst();
    }

    long number(String sql, Object... values) throws SQLException {
        return first(sql, row -> row.getLong(1), values).orElse(0L);
    }

    private PreparedStatement prepared(String sql) throws SQLException {
        PreparedStatement known = statements.get(sql);
        if (known != null) {
            return known;
        }
        if (statements.size() >= STATEMENTS_MAX) {
            forget();
        }
        PreparedStatement statement = connection.prepareStatement(sql);
        statements.put(sql, statement);
        return statement;
    }

    private static void bind(PreparedStatement statement, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            Object value = values[i];
            if (value instanceof Boolean yes) {
                statement.setInt(i + 1, yes ? 1 : 0);
            } else if (value instanceof Number number) {
                statement.setLong(i + 1, number.longValue());
            } else {
                statement.setString(i + 1, value.toString());
            }
        }
    }

    /** The id of the row that was inserted last. */
    long inserted() throws SQLException {
        return number("SELECT last_insert_rowid()");
    }

    private void forget() throws SQLException {
        for (PreparedStatement statement : statements.values()) {
            statement.close();
        }
        statements.clear();
    }

    @Override
    public void close() throws SQLException {
        forget();
        connection.close();
    }
}
