package dev.buzon.e2e.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.buzon.e2e.page.Browsing.Eyes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** The list of messages: 100,000 of them, by mouse and by keys, while mail comes and goes. */
@Timeout(120)
@ExtendWith(OneBrowser.class)
class PageListTest {
    private static final int MANY = 100_000;
    private static Browsing browsing;
    private final StandIn reader = new StandIn(MANY);

    @BeforeAll
    static void browse(Browsing one) {
        browsing = one;
    }

    @AfterEach
    void close() {
        reader.close();
    }

    private Page inbox() {
        Page page = browsing.open(Eyes.WIDE, reader.url(""));
        assertThat(row(page, MANY)).isVisible();
        return page;
    }

    private static Locator row(Page page, int id) {
        return page.locator(".row[data-id=\"" + id + "\"]");
    }

    private static void scrollTo(Page page, int index) {
        page.evaluate(
                "index => { const rows = document.querySelector('.rows'); rows.scrollTop = index * document.querySelector('.row').offsetHeight; }",
                index);
    }

    @Test
    void aHundredThousandRowsKeepTheDocumentSmall() {
        Page page = inbox();
        int atTheTop = page.locator("*").count();
        for (int index : new int[] {500, 40_000, 99_000, MANY, 3}) {
            scrollTo(page, index);
            assertThat(row(page, Math.max(1, Math.min(MANY, MANY - index)))).isVisible();
            assertThat(page.locator(".row").count()).isLessThan(50);
        }
        assertThat(page.locator("*").count()).isLessThan(atTheTop + 400);
        assertThat(page.getByRole(AriaRole.GRID)).hasAttribute("aria-rowcount", "100000");
    }

    @Test
    void theEndKeyGoesToTheOldestMessage() {
        Page page = inbox();
        page.locator(".rows").focus();
        page.keyboard().press("End");
        assertThat(row(page, 1)).isVisible();
        assertThat(row(page, 1)).hasAttribute("aria-rowindex", "100000");
        page.keyboard().press("Home");
        assertThat(row(page, MANY)).isVisible();
    }

    @Test
    void theListStaysWhereItIsWhenMailComes() {
        Page page = inbox();
        scrollTo(page, 5_000);
        Locator seen = row(page, MANY - 5_003);
        assertThat(seen).isVisible();
        double before = seen.boundingBox().y;
        reader.mail.arrive(7);
        assertThat(seen).hasAttribute("aria-rowindex", String.valueOf(5_003 + 7 + 1));
        page.waitForCondition(() -> Math.abs(seen.boundingBox().y - before) < 2);
    }

    @Test
    void atTheTopNewMailIsSeen() {
        Page page = inbox();
        reader.mail.arrive(1);
        assertThat(row(page, MANY + 1)).isVisible();
    }

    @Test
    void whatIsDeletedGoesAtOnceAndComesBackByUndo() {
        Page page = inbox();
        row(page, MANY - 1).click();
        assertThat(page.locator("#message-subject")).hasText("Message " + (MANY - 1));
        page.keyboard().press("Delete");
        assertThat(row(page, MANY - 1)).hasCount(0);
        assertThat(page.locator("#message-subject")).hasText("Message " + (MANY - 2));
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Undo")).click();
        assertThat(row(page, MANY - 1)).isVisible();
    }

    @Test
    void severalArePickedAndMovedToAFolderByItsName() {
        Page page = inbox();
        row(page, MANY).locator("input").check();
        row(page, MANY - 2).locator("input").check();
        assertThat(page.locator(".list-head h1")).hasText("2 selected");
        page.locator(".list-head").getByLabel("Move").click();
        page.locator("move-dialog input").fill("archi");
        page.keyboard().press("Enter");
        assertThat(row(page, MANY)).hasCount(0);
        assertThat(page.locator(".toast p")).hasText("2 messages moved to Folder archive");
    }

    @Test
    void starsAndReadMarksAreSetByKeys() {
        Page page = inbox();
        row(page, MANY - 1).click();
        page.keyboard().press("s");
        assertThat(row(page, MANY - 1).getByLabel("Star")).hasAttribute("aria-pressed", "true");
        String before = row(page, MANY - 1).getAttribute("data-unread");
        page.keyboard().press("u");
        assertThat(row(page, MANY - 1))
                .hasAttribute("data-unread", before.equals("yes") ? "no" : "yes");
    }

    @Test
    void whatTheReaderRefusesIsSaidWithAWayOut() {
        reader.mail.inTrouble = true;
        Page page = browsing.open(Eyes.WIDE, reader.url(""));
        assertThat(page.locator(".rows .empty")).containsText("The index cannot be read.");
        reader.mail.inTrouble = false;
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Try again")).click();
        assertThat(row(page, MANY)).isVisible();
    }

    @Test
    void aSearchMarksWhatWasFoundAndShowsNoMarkupOfMail() {
        Page page = inbox();
        page.keyboard().press("/");
        page.keyboard().type("subject:hello is:u");
        assertThat(page.locator("#search-offers [role=option]")).hasCount(1);
        page.keyboard().press("ArrowDown");
        page.keyboard().press("Enter");
        assertThat(page.locator("#search-words")).hasValue("subject:hello is:unread ");
        page.keyboard().press("Enter");
        assertThat(page.locator(".row mark").first()).hasText("found");
        assertThat(page.locator(".row .preview").first()).containsText("<b>here</b>");
        page.locator("#search-words").fill("nothing");
        page.keyboard().press("Enter");
        assertThat(page.locator(".rows .empty")).containsText("Nothing was found.");
    }

    @Test
    void aMessageIsDraggedToAFolder() {
        Page page = inbox();
        row(page, MANY - 4).dragTo(page.locator(".folder[data-role=archive]"));
        assertThat(page.locator(".toast p")).hasText("1 message moved to Folder archive");
        assertThat(row(page, MANY - 4)).hasCount(0);
    }

    @Test
    void aFilterAndAnOrderAreAskedOfTheReader() {
        Page page = inbox();
        page.locator(".filter select").selectOption("unread");
        page.getByLabel("Sort by").click();
        page.locator("[role=menuitem]").getByText("Size").click();
        page.waitForCondition(() ->
                reader.asked.stream()
                        .anyMatch(
                                one -> one.contains("filter=unread") && one.contains("sort=size")));
    }
}
