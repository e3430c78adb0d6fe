package dev.buzon.e2e.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.buzon.e2e.page.Browsing.Eyes;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** The keys people know; and writing, by keys alone. */
@Timeout(120)
@ExtendWith(OneBrowser.class)
class PageKeysTest {
    private static Browsing browsing;
    private static StandIn reader;

    @BeforeAll
    static void browse(Browsing one) {
        browsing = one;
        reader = new StandIn(500);
    }

    @AfterAll
    static void end() {
        reader.close();
    }

    private static Page inbox() {
        Page page = browsing.open(Eyes.WIDE, reader.url(""));
        assertThat(page.locator(".row").first()).isVisible();
        return page;
    }

    @Test
    void jAndKWalkThroughTheMessages() {
        Page page = inbox();
        page.keyboard().press("j");
        assertThat(page.locator("#message-subject")).hasText("Message 500");
        page.keyboard().press("j");
        assertThat(page.locator("#message-subject")).hasText("Message 499");
        page.keyboard().press("k");
        assertThat(page.locator("#message-subject")).hasText("Message 500");
        page.keyboard().press("Escape");
        assertThat(page.locator("#message-subject")).hasCount(0);
    }

    @Test
    void keysAreLettersWhileOneTypes() {
        Page page = inbox();
        page.keyboard().press("/");
        page.keyboard().type("junk?nc#");
        assertThat(page.locator("#search-words")).hasValue("junk?nc#");
        assertThat(page.locator("dialog[open]")).hasCount(0);
        assertThat(page.url()).doesNotContain("write");
    }

    @Test
    void twoKeysGoToFolders() {
        Page page = inbox();
        page.keyboard().press("g");
        page.keyboard().press("s");
        assertThat(page.locator(".list-head h1")).hasText("Folder sent");
        page.keyboard().press("g");
        page.keyboard().press("i");
        assertThat(page.locator(".list-head h1")).hasText("Inbox");
    }

    @Test
    void theListOfKeysOpensAndCloses() {
        Page page = inbox();
        page.keyboard().press("?");
        assertThat(page.locator("help-dialog dialog")).isVisible();
        page.keyboard().press("Escape");
        assertThat(page.locator("help-dialog dialog")).isHidden();
    }

    @Test
    void aMessageIsWrittenAndSentByKeysAndTheSendIsTakenBack() {
        Page page = inbox();
        page.keyboard().press("c");
        assertThat(page.locator("address-field input").first()).isFocused();
        page.keyboard().type("lu");
        assertThat(page.locator("address-field [role=option]")).hasCount(2);
        page.keyboard().press("Enter");
        assertThat(page.locator(".chip")).containsText("Luis Ortega");
        page.keyboard()
                .press("Tab"); // the button of the chip comes before the field, "Cc, Bcc" after it
        page.keyboard().press("Tab");
        page.keyboard().type("Hello");
        page.keyboard().press("Tab");
        page.keyboard().type("How are you?");
        assertThat(page.locator(".draft-state")).containsText("Draft saved");
        assertThat(reader.mail.draft().get("text").getAsString()).isEqualTo("How are you?");
        page.keyboard().press("Control+Enter");
        assertThat(page.locator(".toast p")).hasText("The message leaves in a moment.");
        page.keyboard().press("z");
        assertThat(page.locator(".editor")).hasValue("How are you?");
        assertThat(page.locator("#write-subject")).hasValue("Hello");
    }

    @Test
    void anAddressThatIsNoneIsNotSentTo() {
        Page page = inbox();
        page.keyboard().press("c");
        assertThat(page.locator("address-field input").first()).isFocused();
        page.keyboard().type("nobody");
        page.locator("#write-subject").fill("x");
        assertThat(page.locator(".chip")).hasAttribute("data-wrong", "yes");
        page.locator(".compose .primary").click();
        assertThat(page.locator(".toast p")).containsText("“nobody” is not an e-mail address.");
        assertThat(reader.asked).noneMatch(asked -> asked.contains("POST /api/drafts/nobody"));
    }

    @Test
    void aReplyBeginsAboveWhatWasWritten() {
        Page page = inbox();
        page.keyboard().press("j");
        assertThat(page.locator("#message-subject")).isVisible();
        page.keyboard().press("r");
        assertThat(page.locator(".editor")).isFocused();
        page.keyboard().type("Yes.");
        assertThat(page.locator(".editor")).hasValue("Yes.\n\n> Hello\n");
        assertThat(page.locator(".editor")).hasAttribute("lang", "en");
    }

    @Test
    void aFileIsAttachedAndTakenOff() {
        Page page = inbox();
        page.keyboard().press("c");
        assertThat(page.locator("address-field input").first()).isFocused();
        page.locator(".attach input")
                .setInputFiles(
                        new com.microsoft.playwright.options.FilePayload(
                                "notes.txt", "text/plain", new byte[2_000]));
        assertThat(page.locator(".files .chip")).containsText("notes.txt 2 kB");
        page.getByLabel("Remove notes.txt").click();
        assertThat(page.locator(".files .chip")).hasCount(0);
    }
}
