package dev.buzon.testing.junit;

import dev.buzon.testing.InMemoryPostOffice;
import dev.buzon.testing.PostOfficeBuilder;
import java.util.Optional;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * A post office for the tests of a class. As a static field one office serves all tests of the
 * class; as a field of the instance each test has a fresh one.
 *
 * <pre>{@code
 * class NewsletterTest {
 *     @RegisterExtension
 *     static final PostOfficeExtension mail =
 *             PostOfficeExtension.create().account("ana@example.test", "secreto");
 *
 *     @Test
 *     void subscribersGetTheNewsletter() {
 *         new Newsletter("127.0.0.1", mail.office().port("smtp")).sendTo("ana@example.test");
 *
 *         var message = mail.office().awaitMessages("ana@example.test", 1).getFirst();
 *         assertThat(message.text()).contains("Subject: News");
 *     }
 * }
 * }</pre>
 *
 * <p>A test may also take the office as a parameter of type {@link InMemoryPostOffice}.
 */
public final class PostOfficeExtension
        implements BeforeAllCallback,
                AfterAllCallback,
                BeforeEachCallback,
                AfterEachCallback,
                ParameterResolver {
    private final PostOfficeBuilder wish = InMemoryPostOffice.with();
    private Optional<InMemoryPostOffice> office = Optional.empty();
    private boolean shared;

    private PostOfficeExtension() {}

    /** A post office without accounts. */
    public static PostOfficeExtension create() {
        return new PostOfficeExtension();
    }

    /** An account that is there from the start; its domain becomes one of the office's. */
    public PostOfficeExtension account(String address, String password) {
        wish.account(address, password);
        return this;
    }

    /** More configuration, as {@link PostOfficeBuilder#configuration} takes it. */
    public PostOfficeExtension configuration(String sections) {
        wish.configuration(sections);
        return this;
    }

    /**
     * The post office.
     *
     * @throws IllegalStateException when no test is running
     */
    public InMemoryPostOffice office() {
        return office.orElseThrow(
                () -> new IllegalStateException("the post office is open during tests only"));
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        shared = true; // only static fields are asked here
        office = Optional.of(wish.start());
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        if (!shared) {
            office = Optional.of(wish.start());
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        if (!shared) {
            close();
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        close();
    }

    private void close() {
        office.ifPresent(InMemoryPostOffice::close);
        office = Optional.empty();
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == InMemoryPostOffice.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return office();
    }
}
