package dev.buzon.reader.web;

import java.util.ArrayList;
import java.util.Arrays;

/**
 * A request that is not granted. Its code names two texts, {@code error.CODE} and {@code
 * error.CODE.todo}: what is wrong, and what the person can do.
 */
public final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final ArrayList<String> with;

    /**
     * A refusal.
     *
     * @param status of HTTP
     * @param code for programs; in lower case with hyphens
     * @param with what the texts' {@code %s} stand for
     */
    public RefusedException(int status, String code, Object... with) {
        super(code + " " + Arrays.toString(with));
        this.status = status;
        this.code = code;
        this.with = new ArrayList<>(Arrays.stream(with).map(String::valueOf).toList());
    }

    /** A request that nobody who uses the page as it is sends. */
    public static RefusedException senseless(String what) {
        return new RefusedException(400, "senseless", what);
    }

    /** Something that is not there, or no longer. */
    public static RefusedException missing() {
        return new RefusedException(404, "missing");
    }

    /** The status of HTTP. */
    public int status() {
        return status;
    }

    /** What the texts' {@code %s} stand for. */
    public java.util.List<String> with() {
        return java.util.List.copyOf(with);
    }

    /** What programs go by. */
    public String code() {
        return code;
    }

    /** What is wrong. */
    public String text(Texts texts) {
        return texts.text("error." + code, with.toArray());
    }

    /** What the person can do; empty when that is plain. */
    public String todo(Texts texts) {
        String name = "error." + code + ".todo";
        return texts.has(name) ? texts.text(name, with.toArray()) : "";
    }
}
