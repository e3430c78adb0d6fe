package dev.buzon.e2e.page;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * One browser for all classes that ask for it: it starts once, and everybody in it is a person of
 * their own.
 */
final class OneBrowser implements ParameterResolver, AfterEachCallback {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Browsing.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return browsing(context);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        browsing(context).everybodyLeaves();
    }

    private static Browsing browsing(ExtensionContext context) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.create(OneBrowser.class))
                .computeIfAbsent(Browsing.class, _ -> new Browsing(), Browsing.class);
    }
}
