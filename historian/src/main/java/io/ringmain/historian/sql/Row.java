package io.ringmain.historian.sql;

import java.sql.ResultSet;
import java.sql.SQLException;

/** The present row of a result. Columns are asked for by name; NULL is null for texts and bytes, 0 or false otherwise. */
public final class Row {
    private final ResultSet result;

    Row(ResultSet result) {
        this.result = result;
    }

    public boolean isNull(String column) {
        return get(column, (r, c) -> r.getObject(c) == null);
    }

    public String text(String column) {
        return get(column, ResultSet::getString);
    }

    public int int32(String column) {
        return get(column, ResultSet::getInt);
    }

    public long int64(String column) {
        return get(column, ResultSet::getLong);
    }

    public double float64(String column) {
        return get(column, ResultSet::getDouble);
    }

    public boolean flag(String column) {
        return get(column, ResultSet::getBoolean);
    }

    public byte[] bytes(String column) {
        return get(column, ResultSet::getBytes);
    }

    private static final class Thrown extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Thrown(SQLException cause) {
            super(cause);
        }
    }

    private interface Getter<C, T> {
        T get(ResultSet result, C column) throws SQLException;
    }

    private <C, T> T get(C column, Getter<C, T> getter) {
        try {
            return getter.get(result, column);
        } catch (SQLException e) {
            throw new Thrown(e);
        }
    }
}
