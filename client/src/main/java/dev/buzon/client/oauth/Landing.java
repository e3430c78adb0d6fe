package dev.buzon.client.oauth;

/**
 * What the person's browser shows when it comes back.
 *
 * @param done the sentence when access was granted
 * @param failed the sentence when it was not
 */
public record Landing(String done, String failed) {
    /** In English. */
    public static final Landing ENGLISH =
            new Landing(
                    "Access was granted. You can close this page.",
                    "Access was not granted. You can close this page.");

    String page(String sentence) {
        String text = sentence.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        return "<!doctype html><meta charset=\"utf-8\"><title>Buzon</title><p>" + text + "</p>\n";
    }
}
