package dev.buzon.client.sync;

/** Why something is done with a message, or not. */
public enum Why {
    /** It was never seen before. */
    NEW("new"),
    /** There was only its header so far. */
    BODY_WANTED("its header is here, the rest is wanted now"),
    /** It could not be had before, and is tried again. */
    TRIED_BEFORE("it could not be had before, one more try"),
    /** The identifier is listed more than once (C-005), so the content has to tell. */
    SAME_IDENTIFIER("several messages have this identifier: the content tells which are known"),
    /** Known by its identifier, but the server announces another size. */
    SIZE_CHANGED("known, but of another size now: the content tells whether it is the same"),
    /** Known by its identifier, but its header is another one: the identifier was used again. */
    IDENTIFIER_REUSED("the identifier was used again for another message"),
    /** It had left the server, or the server said so, and is listed again. */
    RETURNED(
            "it had left the server and is listed again: the content tells whether it is the same"),
    /** Nothing but the content can tell whether it is known. */
    NO_IDENTIFIER("the server gives no identifier: the content tells whether it is known"),
    /** What came did not have the announced size, and nobody knows why. */
    SIZE_NOT_UNDERSTOOD("what came did not have the announced size: collected again to compare"),
    /** It is here and is not to stay on the server. */
    COLLECTED("it is here"),
    /** It has been here for as long as it was to stay on the server. */
    TIME_IS_UP("it was here for as long as it was to stay on the server"),
    /** The person has thrown the copy away. */
    THROWN_AWAY("it was deleted here"),
    /** The person wants it deleted. */
    ASKED_TO_DELETE("it is to be deleted"),
    /** It stays on the server for ever. */
    LEFT("it is here and stays on the server"),
    /** It stays on the server for some time yet. */
    LEFT_UNTIL("it is here and stays on the server for a time"),
    /** The person wants it to stay. */
    ASKED_TO_KEEP("it is to stay on the server"),
    /** Its header is here, and that is all that is wanted. */
    HEADER_ONLY("its header is here"),
    /** It is larger than what is downloaded. */
    TOO_BIG("larger than what is downloaded"),
    /** It failed too often; it rests before it is tried again. */
    QUARANTINED("it failed several times and rests"),
    /** It was tried in this session and is not tried again in it. */
    LATER("not again in this session"),
    /** It is not certain that the copy is right, so it is not deleted. */
    NOT_PROVED("it is not certain that the copy here is whole, so it stays on the server");

    private final String sentence;

    Why(String sentence) {
        this.sentence = sentence;
    }

    /** In words, for a person. */
    public String sentence() {
        return sentence;
    }
}
