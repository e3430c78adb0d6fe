package dev.buzon.e2e.page;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A browser for the tests of a class: Debian's Chromium, without a window and without calls home.
 */
final class Browsing implements AutoCloseable {
    /** How long a state is waited for; a state that never comes is a failure. */
    private static final double PATIENCE_MILLIS = 20_000;

    private static final List<String> QUIETLY =
            List.of(
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-quic",
                    "--no-first-run",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync");

    private final Playwright playwright;
    private final Browser browser;

    /** What pages complained about: errors on the console and exceptions nobody caught. */
    final List<String> complaints = Collections.synchronizedList(new ArrayList<>());

    /**
     * @param more arguments of the browser
     */
    Browsing(String... more) {
        playwright =
                Playwright.create(
                        new Playwright.CreateOptions()
                                .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser =
                playwright
                        .chromium()
                        .launch(
                                new BrowserType.LaunchOptions()
                                        .setExecutablePath(Path.of("/usr/bin/chromium"))
                                        .setArgs(
                                                Stream.concat(QUIETLY.stream(), Stream.of(more))
                                                        .toList()));
    }

    /** How a person sees the page. */
    record Eyes(String language, boolean dark, int width, int height) {
        static final Eyes WIDE = new Eyes("en-GB", false, 1360, 860);
        static final Eyes PHONE = new Eyes("en-GB", false, 390, 800);

        Eyes in(String other) {
            return new Eyes(other, dark, width, height);
        }

        Eyes atNight() {
            return new Eyes(language, true, width, height);
        }
    }

    /** A person of their own: no cookie of others, nothing kept. */
    BrowserContext person(Eyes eyes) {
        BrowserContext context =
                browser.newContext(
                        new Browser.NewContextOptions()
                                .setLocale(eyes.language())
                                .setColorScheme(eyes.dark() ? ColorScheme.DARK : ColorScheme.LIGHT)
                                .setViewportSize(eyes.width(), eyes.height())
                                .setAcceptDownloads(true));
        context.setDefaultTimeout(PATIENCE_MILLIS);
        context.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                complaints.add(message.text());
            }
        });
        context.onWebError(error -> complaints.add(error.error()));
        return context;
    }

    /** A page that is open at an address. */
    Page open(Eyes eyes, String url) {
        Page page = person(eyes).newPage();
        page.navigate(url);
        return page;
    }

    /** Ends the visits of all persons. */
    void everybodyLeaves() {
        List.copyOf(browser.contexts()).forEach(BrowserContext::close);
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
