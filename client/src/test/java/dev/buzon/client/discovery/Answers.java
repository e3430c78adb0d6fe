package dev.buzon.client.discovery;

/** Documents as providers publish them. */
final class Answers {
    private Answers() {}

    /** The servers, as Autodiscover says it. */
    static String autodiscover(String pop) {
        return response(
                """
                <AccountType>email</AccountType><Action>settings</Action>
                <Protocol><Type>IMAP</Type><Server>imap.example.org</Server><Port>993</Port></Protocol>
                <Protocol><Type>POP3</Type><Server>%s</Server><Port>995</Port>
                  <DomainRequired>off</DomainRequired><LoginName>ana@example.org</LoginName>
                  <SPA>off</SPA><SSL>on</SSL><AuthRequired>on</AuthRequired></Protocol>
                <Protocol><Type>SMTP</Type><Server>smtp.example.org</Server><Port>465</Port>
                  <Encryption>SSL</Encryption><UsePOPAuth>off</UsePOPAuth></Protocol>
                """
                        .formatted(pop));
    }

    /** An Autodiscover answer with this in its account. */
    static String response(String account) {
        return """
        <?xml version="1.0" encoding="utf-8"?>
        <Autodiscover xmlns="http://schemas.microsoft.com/exchange/autodiscover/responseschema/2006">
          <Response xmlns="http://schemas.microsoft.com/exchange/autodiscover/outlook/responseschema/2006a">
            <Account>%s</Account>
          </Response>
        </Autodiscover>
        """
                .formatted(account);
    }
}
