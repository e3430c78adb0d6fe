package dev.buzon.reader.show;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.buzon.reader.mime.Body;
import dev.buzon.reader.mime.Mail;
import dev.buzon.reader.mime.Warning;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What people see of a message. */
@SuppressWarnings("StringConcatToTextBlock") // lines of mail are joined as they are needed
class PageTest {
    private static final Options REMOTE =
            new Options(true, Map.of(), Options.Colours.SYSTEM, Words.SPANISH);

    private static String content(Page page) {
        String html = page.html();
        return html.substring(
                html.indexOf("<div class=\"mail\">") + "<div class=\"mail\">".length(),
                html.indexOf("</div></body></html>"));
    }

    private static String html(String html) {
        return content(Page.html(html, Options.plain()));
    }

    private static List<String> words(Page page) {
        return page.warnings().stream().map(warning -> warning.code().word()).toList();
    }

    @Test
    void ordinaryHtmlKeepsItsLook() {
        assertThat(
                        html(
                                "<table width=600 bgcolor=#ffffff><tr><td style='padding:10px;"
                                        + " COLOR: Red !important'><b>Hola</b> <i>señor</i></td></tr></table>"))
                .contains("<table width=\"600\" bgcolor=\"#ffffff\">")
                .contains("<td style=\"padding:10px;color:red\"><b>Hola</b> <i>señor</i></td>");
    }

    @Test
    void remoteImagesAreCountedAndBlockedUntilAsked() {
        String mail = "<img src='http://a.example/i.png' alt=Logo><td background='//b.example/x'>";
        Page blocked = Page.html(mail, Options.plain());
        assertThat(blocked.remote()).isEqualTo(2);
        assertThat(blocked.blocked()).isEqualTo(2);
        assertThat(content(blocked)).contains("alt=\"Logo\"").doesNotContain("example");
        Page allowed = Page.html(mail, REMOTE);
        assertThat(allowed.blocked()).isEqualTo(1);
        assertThat(content(allowed)).contains("src=\"http://a.example/i.png\"");
    }

    @Test
    void imagesOfOnesOwnNetworkStayBlocked() {
        for (String host :
                List.of(
                        "127.0.0.1",
                        "[::1]",
                        "localhost:8080",
                        "10.1",
                        "0x7f.1",
                        "nas",
                        "a.local",
                        "x.nip.io")) {
            Page page = Page.html("<img src='http://" + host + "/x'>", REMOTE);
            assertThat(content(page)).as(host).doesNotContain("src=");
            assertThat(page.blocked()).isEqualTo(1);
        }
    }

    @Test
    void inlineImagesAreFoundByTheirId() throws IOException {
        String part = "--b\nContent-Type: image/png\nContent-ID: <%s>\n\nx\n";
        Mail mail =
                Mail.of(
                        ("Content-Type: multipart/related; boundary=b\n\n--b\nContent-Type: text/html\n\n"
                                        + "<img src='CID:One%40x'><img src=cid:none>\n"
                                        + part.formatted("one@x")
                                        + part.formatted("two@x")
                                        + "--b--\n")
                                .getBytes(UTF_8));
        Options options =
                new Options(false, Map.of("2", "/c/t/2"), Options.Colours.LIGHT, Words.ENGLISH);
        Page page = Page.of(mail.body(), options);
        assertThat(content(page)).contains("<img src=\"/c/t/2\"");
        assertThat(Inert.faults(page.html(), false, "/c/t/2")).isEmpty();
        assertThat(page.unshown()).extracting(p -> p.id()).containsExactly("3");
    }

    @Test
    void linksShowWhereTheyLeadWhenTheirTextSaysOtherwise() {
        Page page = Page.html("<a href='http://evil.example/x'>www.bank.es</a>", Options.plain());
        assertThat(content(page))
                .contains("</a><span class=\"buzon-target\"> → evil.example</span>");
        assertThat(words(page)).containsExactly("link-elsewhere");
        assertThat(page.links())
                .containsExactly(new Page.Link("http://evil.example/x", "www.bank.es"));
        for (String same :
                List.of(
                        "<a href='https://www.bank.es/x'>bank.es</a>",
                        "<a href='https://bank.es/'>https://bank.es/login</a>",
                        "<a href='https://x.example/'>invoice.pdf</a>",
                        "<a href='mailto:ana@bank.es'>ana@bank.es</a>")) {
            assertThat(words(Page.html(same, Options.plain()))).as(same).isEmpty();
        }
        assertThat(
                        words(
                                Page.html(
                                        "<a href='mailto:x@y.example'>ana@bank.es</a>",
                                        Options.plain())))
                .containsExactly("link-elsewhere");
    }

    @Test
    void lookalikeLinksAreSaidAndWrittenInAscii() {
        Page page = Page.html("<a href='https://www.аррӏе.com/'>here</a>", Options.plain());
        assertThat(words(page)).containsExactly("lookalike-link");
        assertThat(content(page)).contains("https://www.xn--80ak6aa92e.com/");
    }

    @Test
    void quotationsAreFoldedOnlyWhenNothingFollows() {
        String folded = html("<p>Sí</p><blockquote>antes</blockquote>");
        assertThat(folded)
                .contains(
                        "<details class=\"buzon-quote\"><summary>Quoted text</summary>"
                                + "<blockquote>antes</blockquote></details>");
        assertThat(html("<p>a</p><blockquote>b</blockquote><p>c</p>")).contains("open=\"open\"");
        assertThat(html("<blockquote>b</blockquote>")).contains("open=\"open\"");
    }

    @Test
    void styleSheetsComeThroughWithTheirClassesRenamed() {
        Page page =
                Page.html(
                        "<style>.big, td.x > p {font-size:20px;position:fixed}"
                                + "@media (max-width:600px){.big{width:100%}}</style><p class=big>x</p>",
                        Options.plain());
        assertThat(page.html())
                .contains(".mail .m-big,.mail td.m-x > p{font-size:20px;}")
                .contains("@media (max-width:600px){\n.mail .m-big{width:100%;}\n}")
                .contains("<p class=\"m-big\">");
    }

    @Test
    void plainTextHasQuotesLinksAndADimmedSignature() {
        Page page =
                Page.text(
                        "See www.bank.es, or <http://a.example/(x)>.\n> one\n>> two\nyes\n-- \nAna\n",
                        false,
                        false,
                        Options.plain());
        assertThat(content(page))
                .contains("See <a href=\"https://www.bank.es\"")
                .contains("&lt;<a href=\"http://a.example/(x)\"")
                .contains(
                        "<blockquote class=\"buzon-q0\">one\n<blockquote class=\"buzon-q1\">two\n")
                .contains("<div class=\"buzon-signature\">-- \nAna\n</div>");
        assertThat(page.links()).hasSize(2);
    }

    @Test
    void flowedTextIsReflowed() {
        Page page = Page.text("one \ntwo\n> a \n> b\n", true, false, Options.plain());
        assertThat(content(page)).contains("one two\n").contains("a b\n");
        assertThat(content(Page.text("日本 \n語\n", true, true, Options.plain()))).contains("日本語\n");
    }

    @Test
    void darkColoursAreOnlyUsedWhereTheMailHasNone() {
        assertThat(Page.html("<p>x</p>", Options.plain()).html())
                .contains("prefers-color-scheme:dark");
        assertThat(Page.html("<p style='color:red'>x</p>", Options.plain()).html())
                .doesNotContain("prefers-color-scheme:dark");
    }

    @Test
    void tooDeepOrTooLongHtmlIsCutAndSaid() {
        assertThat(words(Page.html("<div>".repeat(1_000) + "x", Options.plain())))
                .contains("html-cut");
        assertThat(words(Page.html("<p>word ".repeat(900_000), Options.plain())))
                .contains("html-cut");
    }

    @Test
    void activeContentIsNamed() {
        Page page = Page.html("<form><script>x</script></form><iframe></iframe>", Options.plain());
        assertThat(page.warnings())
                .containsExactly(new Warning(Warning.Code.ACTIVE_CONTENT, "form, iframe, script"));
    }

    @Test
    void piecesOfAMessageCannotReachIntoEachOther() throws IOException {
        Mail mail =
                Mail.of(
                        ("Content-Type: multipart/mixed; boundary=b\n\n"
                                        + "--b\nContent-Type: text/html\n\n<img src=\"http://evil.example/\n"
                                        + "--b\nContent-Type: text/plain\n\nsecret\n"
                                        + "--b\nContent-Type: text/html\n\n\">\n--b--\n")
                                .getBytes(UTF_8));
        Page page = Page.of(mail.body(), REMOTE);
        assertThat(
                        Inert.faults(page.html().replace("\"es\"", "\"en\""), true).stream()
                                .filter(fault -> !fault.contains("hr"))
                                .toList())
                .isEmpty();
        assertThat(content(page)).contains("secret").doesNotContain("evil.example/%0Asecret");
        assertThat(mail.body().shown()).hasSize(3).last().isInstanceOf(Body.Html.class);
    }

    @Test
    void htmlOfFiveMegabytesIsShownInTime() {
        for (String piece :
                List.of(
                        "<p style='color:red'>Hola <a href='http://a.example/x'>x</a></p>\n",
                        "<!--",
                        "<",
                        "<a ",
                        "<a href=\"",
                        "&",
                        "&amp",
                        "<div>",
                        "</div>",
                        "<b><i>",
                        "<table><td>",
                        "<style>",
                        "<style>p{",
                        "<script>",
                        "<![CDATA[",
                        "<p title='",
                        "<blockquote>x",
                        "<a href=x>",
                        "<select><option>",
                        "{{",
                        "<p style='background:url(",
                        "a@b.c http://")) {
            String html = piece.repeat((5 << 20) / piece.length());
            long start = System.nanoTime();
            Page.html(html, Options.plain());
            long millis = Duration.ofNanos(System.nanoTime() - start).toMillis();
            System.out.println("PageTest figure: 5 MB of " + piece.strip() + ": " + millis + " ms");
            assertThat(millis).as(piece).isLessThan(10_000);
        }
    }

    @Test
    void textOfFiveMegabytesIsShownInTime() {
        for (String piece :
                List.of(
                        "http://a",
                        "http://a.example ",
                        "a@",
                        "a@b.example ",
                        "> ",
                        ">\n",
                        "www.",
                        "(")) {
            String text = piece.repeat((5 << 20) / piece.length());
            long start = System.nanoTime();
            Page.text(text, true, false, Options.plain());
            long millis = Duration.ofNanos(System.nanoTime() - start).toMillis();
            System.out.println(
                    "PageTest figure: 5 MB of text " + piece.strip() + ": " + millis + " ms");
            assertThat(millis).as(piece).isLessThan(10_000);
        }
    }

    @Test
    void aUsualMessageOpensFast() throws IOException {
        String html =
                "Content-Type: text/html; charset=utf-8\n\n<style>.x{color:red}</style>"
                        + "<table class=x><tr><td style='padding:4px 8px;color:#333'>Hola, señora <a href='https://a.example/x'>aquí</a></td></tr></table>\n"
                                .repeat(400);
        byte[] octets = html.getBytes(UTF_8);
        long best = Long.MAX_VALUE;
        for (int round = 0; round < 60; round++) {
            long start = System.nanoTime();
            Mail mail = Mail.of(octets);
            Page.of(mail.body(), Options.plain());
            mail.warnings();
            best = Math.min(best, System.nanoTime() - start);
        }
        System.out.printf(
                "PageTest figure: a message of %d octets opens in %.1f ms%n",
                octets.length, best / 1e6);
        assertThat(best).isLessThan(Duration.ofMillis(500).toNanos());
    }
}
