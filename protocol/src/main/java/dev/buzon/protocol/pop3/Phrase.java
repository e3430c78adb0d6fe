package dev.buzon.protocol.pop3;

/**
 * Every text that this server says to a POP3 client, in each language. A text never begins with a
 * bracket (RFC 2449 §3), never repeats what the client sent, and tells what to do next where
 * something can be done.
 */
enum Phrase {
    READY("Buzon is ready", "Buzon está listo"),
    SEND_PASS("send PASS", "envía PASS"),
    MAILDROP("%d messages, %d octets", "%d mensajes, %d octetos"),
    BYE("bye", "adiós"),
    BYE_REMOVED("bye, %d messages removed", "adiós, %d mensajes borrados"),
    CAPABILITIES("what this server can do", "lo que sabe hacer este servidor"),
    MECHANISMS("mechanisms", "mecanismos"),
    LANGUAGES("languages", "idiomas"),
    LANGUAGE_SET("language changed", "idioma cambiado"),
    BEGIN_TLS("begin TLS now", "comienza TLS ahora"),
    UTF8_ON("UTF-8 from now on", "UTF-8 desde ahora"),
    MESSAGES("%d messages", "%d mensajes"),
    OCTETS("%d octets", "%d octets"), // the form that clients read: never translated
    TOP("the top of the message", "el principio del mensaje"),
    MARKED("message %d marked as deleted", "mensaje %d marcado para borrar"),
    UNMARKED("no message is marked as deleted", "ningún mensaje está marcado para borrar"),
    NOOP("nothing done", "nada hecho"),

    UNKNOWN_COMMAND("no such command", "no existe esa orden"),
    BAD_ARGUMENTS(
            "the arguments are not what this command takes",
            "los argumentos no son los de esta orden"),
    BAD_TEXT("the line is not well-formed UTF-8", "la línea no es UTF-8 correcto"),
    TOO_LONG("the line is too long", "la línea es demasiado larga"),
    OTHER_PROTOCOL("this is a POP3 server", "esto es un servidor POP3"),
    TOO_MANY_ERRORS(
            "too many errors, nothing was deleted", "demasiados errores, no se ha borrado nada"),
    LOG_IN_FIRST("log in first", "identifícate primero"),
    ALREADY_LOGGED_IN("already logged in", "la sesión ya está iniciada"),
    USER_FIRST("send USER first", "envía USER primero"),
    OVER("the session is over", "la sesión ha terminado"),
    NO_SUCH_MESSAGE("no such message", "no existe ese mensaje"),
    READ_ONLY("this device may only read", "este dispositivo solo puede leer"),
    NO_SUCH_LANGUAGE("no such language, LANG lists them", "no hay ese idioma, LANG los muestra"),
    NO_TLS("TLS is not available here", "aquí no hay TLS"),
    TLS_ALREADY("TLS is active already", "TLS ya está activo"),
    UTF8_BEFORE_STLS("STLS must come before UTF8", "STLS debe ir antes de UTF8"),
    NO_APOP("APOP is not available here", "aquí no hay APOP"),
    TLS_NEEDED(
            "log in over TLS: send STLS first, or use the TLS port",
            "identifícate con TLS: envía STLS antes, o usa el puerto TLS"),
    NO_MECHANISM("no such mechanism, CAPA lists them", "no hay ese mecanismo, CAPA los muestra"),
    BAD_BASE64("the response is not Base64", "la respuesta no es Base64"),
    BAD_BINDING(
            "the response does not belong to this connection",
            "la respuesta no es de esta conexión"),
    CANCELLED("authentication cancelled", "identificación cancelada"),

    WRONG_CREDENTIALS(
            "user name or password is wrong", "el usuario o la contraseña no son correctos"),
    IN_USE(
            "the maildrop is open in another session, try again later",
            "el buzón está abierto en otra sesión, prueba más tarde"),
    LOGIN_DELAY(
            "too soon after the last login, try again later",
            "demasiado pronto tras la última sesión, prueba más tarde"),
    TEMPORARY(
            "not possible now, nothing is lost, try again later",
            "ahora no es posible, no se ha perdido nada, prueba más tarde"),
    PERMANENT(
            "the maildrop is damaged, its administrator must look at it",
            "el buzón está dañado, debe verlo quien lo administra"),
    DAMAGED(
            "this message is damaged, the administrator must look at it",
            "este mensaje está dañado, debe verlo quien administra el servidor"),
    NOT_REMOVED(
            "the messages could not be removed, nothing is lost, try again later",
            "no se pudieron borrar los mensajes, no se ha perdido nada, prueba más tarde"),
    CLOSING(
            "the post office is closing, nothing was deleted, come back later",
            "la oficina cierra, no se ha borrado nada, vuelve más tarde");

    private final String english;
    private final String spanish;

    Phrase(String english, String spanish) {
        this.english = english;
        this.spanish = spanish;
    }

    String in(Language language, Object... values) {
        String text =
                switch (language) {
                    case EN -> english;
                    case ES -> spanish;
                };
        return values.length == 0 ? text : String.format(java.util.Locale.ROOT, text, values);
    }
}
