package dev.buzon.e2e.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.buzon.e2e.page.Browsing.Eyes;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** The steps of the set-up, as far as they are the page's: what is shown, forbidden, explained. */
@Timeout(120)
@ExtendWith(OneBrowser.class)
class PageSetupTest {
    private static Browsing browsing;
    private static StandIn reader;

    @BeforeAll
    static void browse(Browsing one) {
        browsing = one;
        reader = new StandIn(-1);
    }

    @AfterAll
    static void end() {
        reader.close();
    }

    private static Page begun() {
        Page page = browsing.open(Eyes.WIDE, reader.url(""));
        page.getByLabel("Your full name").fill("Ana");
        page.getByLabel("E-mail address").fill(StandInMail.ANA);
        page.getByLabel("Password", new Page.GetByLabelOptions().setExact(true)).fill("secret");
        return page;
    }

    private static void press(Page page, String name) {
        page.locator("main")
                .getByRole(
                        AriaRole.BUTTON,
                        new com.microsoft.playwright.Locator.GetByRoleOptions()
                                .setName(name)
                                .setExact(true))
                .first()
                .click();
    }

    @Test
    void withoutAnAccountOneBeginsAtTheSetUp() {
        Page page = browsing.open(Eyes.WIDE.in("es-ES"), reader.url(""));
        assertThat(page.locator("h1")).hasText("Configure su dirección de correo");
        assertThat(page.locator("[name=remember]")).isChecked();
    }

    @Test
    void anAddressThatIsNoneGoesNoFurther() {
        Page page = begun();
        page.getByLabel("E-mail address").fill("ana");
        press(page, "Continue");
        assertThat(page.locator("[name=address]")).isFocused();
        assertThat(page.evaluate("document.querySelector('[name=address]').validationMessage"))
                .isEqualTo("Invalid e-mail address");
    }

    @Test
    void theWholeWay() {
        Page page = begun();
        press(page, "Continue");
        assertThat(page.locator(".proposal")).hasCount(2);
        assertThat(Axe.violations(page)).isEmpty();
        assertThat(page.locator(".proposal").first())
                .containsText("Keep your mail on your computer");
        assertThat(page.locator(".proposal").first()).containsText("pop.example.org:995 · SSL/TLS");
        press(page, "Use this one");
        press(page, "Check");
        assertThat(page.locator("[data-tried=incoming]")).containsText("The password is right.");
        assertThat(Axe.violations(page)).isEmpty();
        press(page, "Continue");
        assertThat(page.locator("[name=everyMinutes-number]")).hasValue("10");
        assertThat(page.locator("[name=days]")).isDisabled();
        assertThat(page.locator("[data-wish=days]")).containsText("does not number its messages");
        assertThat(page.locator("fieldset.place")).containsText("Also used by luis@example.org.");
        assertThat(Axe.violations(page)).isEmpty();
        press(page, "Continue");
        assertThat(page.locator(".dry"))
                .hasText("412 messages, 96 MB will be downloaded, 37 deleted from the server now.");
        press(page, "Finish");
        assertThat(page.locator(".toast p")).containsText("Account successfully created");
        assertThat(reader.asked).contains("POST /api/setup/save");
    }

    @Test
    void withoutTlsTheRisksMustBeUnderstood() {
        Page page = begun();
        press(page, "Continue");
        page.locator(".proposal").nth(1).getByRole(AriaRole.BUTTON).click();
        int before = reader.asked.size();
        press(page, "Check");
        assertThat(page.locator("[name=risks]")).isFocused();
        assertThat(reader.asked.subList(before, reader.asked.size()))
                .doesNotContain("POST /api/setup/check");
        page.locator("[name=risks]").check();
        press(page, "Check");
        assertThat(page.locator("[data-tried=incoming]")).isVisible();
    }

    @Test
    void whatIsTypedByHandIsKeptAndAFailureIsShown() {
        Page page = begun();
        press(page, "Configure manually");
        page.locator("[name=incoming-host]").fill("pop.example.org");
        page.locator("[name=outgoing-host]").fill("refused.example");
        page.locator("[name=outgoing-security]").selectOption("starttls");
        assertThat(page.locator("[name=outgoing-port]")).hasValue("587");
        press(page, "Check");
        assertThat(page.locator("[data-tried=outgoing]"))
                .containsText("Somebody else's certificate.");
        assertThat(page.locator("[name=incoming-host]")).hasValue("pop.example.org");
        assertThat(page.locator("main").getByText("Continue anyway")).isVisible();
    }
}
