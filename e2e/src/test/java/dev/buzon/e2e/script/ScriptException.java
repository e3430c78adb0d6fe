package dev.buzon.e2e.script;

/** A script that is not one; the message names the file and the line. */
public final class ScriptException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** What is wrong on this line (from 1) of this file. */
    public ScriptException(String file, int line, String what) {
        super(file + ":" + line + ": " + what);
    }
}
