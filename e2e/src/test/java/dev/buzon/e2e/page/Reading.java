package dev.buzon.e2e.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.buzon.e2e.page.Browsing.Eyes;

/** A person at the page of their own reader. */
final class Reading {
    final Page page;
    private final Words words;

    /** Opens the page by the address that the reader gave. */
    Reading(Browsing browsing, Eyes eyes, String url) {
        this.page = browsing.open(eyes, url);
        this.words = Words.in(eyes.language().substring(0, 2));
    }

    /** A text of the page in this person's language. */
    String text(String key) {
        return words.of(key);
    }

    private void press(String key) {
        page.locator("main")
                .getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName(text(key)).setExact(true))
                .first()
                .click();
    }

    /** Sets an account up by discovery, trusting the post office's own certificate when asked. */
    void setUp(String name, String address, String password, int days) {
        assertThat(page.locator("h1")).hasText(text("setup.title"));
        page.locator("[name=name]").fill(name);
        page.locator("[name=address]").fill(address);
        page.locator("[name=password]").fill(password);
        press("continue");
        page.locator(".proposal").first().getByRole(AriaRole.BUTTON).click();
        press("setup.check");
        for (String server : new String[] {"incoming", "outgoing"}) {
            Locator tried = page.locator("[data-tried=" + server + "]");
            assertThat(tried).isVisible();
            if (tried.getByText(text("setup.trust")).isVisible()) {
                tried.getByText(text("setup.trust")).click();
            }
        }
        assertThat(page.locator("[data-tried].good")).hasCount(2);
        press("continue");
        page.locator("[name=days-number]").fill(String.valueOf(days));
        page.locator("[name=days-number]").blur();
        press("continue");
        assertThat(page.locator(".dry")).isVisible();
        press("setup.save");
        assertThat(page.locator(".toast").first()).containsText(address);
    }

    /** The rows of the list that is shown. */
    Locator rows() {
        return page.locator(".row[data-id]");
    }

    /** The row of a message. */
    Locator row(String subject) {
        return rows().filter(new Locator.FilterOptions().setHasText(subject)).first();
    }

    /** Opens a message of the list; answers what is in its frame. */
    FrameLocator open(String subject) {
        row(subject).locator(".cell-text").click();
        assertThat(page.locator("#message-subject")).hasText(subject);
        return page.frameLocator("iframe.message-body");
    }

    /** Asks for mail. */
    void collect() {
        page.locator("header.top").getByLabel(text("account.checkAll")).click();
    }

    /** Goes to a folder. */
    void goTo(String role) {
        if (page.locator("nav.side").isHidden()) {
            page.locator("header.top").getByLabel(text("nav.folders")).click();
        }
        page.locator("nav .folder[data-role=" + role + "]").first().click();
    }

    /** Answers the message that is open. */
    void reply(String answer) {
        page.locator(".message-pane")
                .getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName(text("keys.reply")).setExact(true))
                .click();
        assertThat(page.locator(".editor")).isFocused();
        page.keyboard().type(answer);
        page.locator(".compose .primary").click();
        assertThat(page.locator(".toast").first()).containsText(text("write.sending"));
    }
}
