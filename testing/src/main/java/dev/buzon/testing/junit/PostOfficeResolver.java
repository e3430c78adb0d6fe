package dev.buzon.testing.junit;

import dev.buzon.testing.InMemoryPostOffice;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/** Opens the offices of {@link PostOfficeTest}; JUnit closes them with what they belong to. */
final class PostOfficeResolver implements ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(PostOfficeResolver.class);

    PostOfficeResolver() {}

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == InMemoryPostOffice.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        PostOfficeTest wish = wish(context);
        ExtensionContext owner = context;
        while (wish.shared() && owner.getTestMethod().isPresent()) {
            owner = owner.getParent().orElseThrow();
        }
        return owner.getStore(NAMESPACE)
                .computeIfAbsent(
                        InMemoryPostOffice.class, _ -> open(wish), InMemoryPostOffice.class);
    }

    private static PostOfficeTest wish(ExtensionContext context) {
        return AnnotationSupport.findAnnotation(
                        context.getRequiredTestClass(),
                        PostOfficeTest.class,
                        context.getEnclosingTestClasses())
                .orElseThrow();
    }

    private static InMemoryPostOffice open(PostOfficeTest wish) {
        var office = InMemoryPostOffice.with().configuration(wish.configuration());
        for (String account : wish.accounts()) {
            int colon = account.indexOf(':');
            if (colon < 1) {
                throw new IllegalArgumentException(account + " is not address:password");
            }
            office.account(account.substring(0, colon), account.substring(colon + 1));
        }
        return office.start();
    }
}
