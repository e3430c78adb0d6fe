package dev.buzon.reader.api;

import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import dev.buzon.reader.folder.Flag;
import dev.buzon.reader.index.Listing;
import dev.buzon.reader.index.Row;
import dev.buzon.reader.mime.Person;
import dev.buzon.reader.web.Json;
import java.util.List;

/** Messages of lists as the page has them. */
final class Rows {
    private Rows() {}

    static Json listing(Listing listing) {
        return Json.object()
                .put("total", listing.total())
                .put("unread", listing.unread())
                .put("from", listing.from())
                .put("rows", Json.list(listing.rows().stream(), one -> row(one).made()));
    }

    static Json row(Row row) {
        Json json =
                Json.object()
                        .put("id", row.id())
                        .put("folder", Folders.id(row.folder()))
                        .put("from", person(row.from()))
                        .put("to", people(row.to()))
                        .put("subject", row.subject())
                        .put("date", row.date())
                        .put("octets", row.octets())
                        .put("unread", row.unread())
                        .put("starred", row.flags().contains(Flag.STARRED))
                        .put("replied", row.flags().contains(Flag.REPLIED))
                        .put("forwarded", row.flags().contains(Flag.FORWARDED))
                        .put("attachments", row.attachments())
                        .put("preview", row.preview())
                        .put("conversation", conversation(row));
        row.snippet().ifPresent(text -> json.put("snippet", text));
        return json;
    }

    private static JsonElement conversation(Row row) {
        Row.Conversation about = row.conversation();
        return about.count() < 2
                ? JsonNull.INSTANCE
                : Json.object()
                        .put("id", about.id())
                        .put("count", about.count())
                        .put("unread", about.unread())
                        .made();
    }

    static Json person(Person person) {
        return Json.object().put("name", person.name()).put("address", person.address());
    }

    static com.google.gson.JsonArray people(List<Person> all) {
        return Json.list(all.stream(), one -> person(one).made());
    }
}
