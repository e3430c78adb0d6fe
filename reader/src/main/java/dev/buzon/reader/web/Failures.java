package dev.buzon.reader.web;

import com.google.gson.JsonElement;
import java.nio.charset.StandardCharsets;

/** Turns what went wrong into an answer: JSON for the page's programs, a plain page for people. */
final class Failures {
    private Failures() {}

    /** The answer to a request that is refused. */
    static Answer answer(RefusedException refusal, boolean api, Texts texts) {
        Answer answer =
                said(
                        refusal.status(),
                        refusal.code(),
                        refusal.text(texts),
                        refusal.todo(texts),
                        api,
                        texts);
        return refusal.status() == 405 ? answer.with("Allow", refusal.text(texts)) : answer;
    }

    /** An answer with these words. */
    static Answer said(
            int status, String code, String text, String todo, boolean api, Texts texts) {
        if (api) {
            JsonElement json =
                    Json.object().put("error", code).put("text", text).put("todo", todo).made();
            return Answer.json(status, json);
        }
        String page =
                """
                <!doctype html>
                <html lang="%s">
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width">
                <title>Buzon</title>
                <h1>%s</h1>
                <p>%s</p>
                </html>
                """
                        .formatted(texts.language(), escaped(text), escaped(todo));
        return Answer.octets(
                        status, "text/html; charset=utf-8", page.getBytes(StandardCharsets.UTF_8))
                .with(Answer.CACHING, "no-store");
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
