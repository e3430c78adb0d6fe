package dev.buzon.reader.show;

/** The page around what is shown of a message: our own head and styles. */
final class Document {
    private static final String BASE =
            """
            html{background:#fff;color:#1c1c1e;color-scheme:light}
            body{margin:12px;font:15px/1.5 system-ui,sans-serif;overflow-wrap:anywhere}
            .mail{position:relative;overflow:auto;contain:layout paint}
            img{max-width:100%;height:auto}
            img:not([src]){min-width:1em;border:1px dashed #9a9aa0;color:#6b6b70;font-size:12px}
            table{max-width:100%}
            pre{white-space:pre-wrap}
            a{color:#0b57d0}
            blockquote{margin:4px 0 4px 4px;padding-left:10px;border-left:3px solid #b8b8c0}
            summary{cursor:pointer;color:#6b6b70;font-size:13px}
            .buzon-text{white-space:pre-wrap}
            .buzon-text summary{white-space:normal}
            .buzon-q0{border-color:#3b6fd4;color:#2f5aad}
            .buzon-q1{border-color:#2e8b57;color:#24704a}
            .buzon-q2{border-color:#b8562f;color:#9a4522}
            .buzon-q3{border-color:#8a4fbf;color:#70409c}
            .buzon-q4{border-color:#777;color:#5c5c60}
            .buzon-signature{color:#6b6b70}
            .buzon-target{color:#b3261e;font-size:12px}
            .buzon-cut{color:#b3261e}
            .buzon-image img{max-height:80vh}
            hr.buzon-next{border:0;border-top:1px solid #c8c8ce;margin:16px 0}
            """;

    private static final String DARK =
            """
            html{background:#1b1b1f;color:#e4e4e8;color-scheme:dark}
            a{color:#8ab4f8}
            .buzon-q0{color:#9dbcf5}
            .buzon-q1{color:#8fd3ac}
            .buzon-q2{color:#eba98a}
            .buzon-q3{color:#cfaaf0}
            .buzon-q4{color:#b4b4ba}
            .buzon-signature,summary,img:not([src]){color:#a0a0a8}
            .buzon-target,.buzon-cut{color:#f2b8b5}
            """;

    private Document() {}

    /** The whole document; {@code coloured} when the message has colours that need a white page. */
    static String of(String content, String styles, boolean coloured, Options options) {
        String dark =
                coloured
                        ? ""
                        : switch (options.colours()) {
                            case LIGHT -> "";
                            case DARK -> DARK;
                            case SYSTEM -> "@media (prefers-color-scheme:dark){\n" + DARK + "}\n";
                        };
        return "<!DOCTYPE html>\n<html lang=\""
                + Escaped.text(options.words().language())
                + "\"><head><meta charset=\"utf-8\"><meta name=\"referrer\" content=\"no-referrer\">"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
                + "<title></title><style>\n"
                + BASE
                + dark
                + "</style><style>\n"
                + styles
                + "</style></head><body><div class=\"mail\">"
                + content
                + "</div></body></html>\n";
    }
}
