/**
 * Finding the servers of a mail address: all sources are asked side by side, each answer is kept
 * with what was asked and what became of it, and nothing secret is sent to anybody.
 *
 * <pre>{@code
 * Discovery discovery = new Discovery(Internet.system());
 * Report report = discovery.find(MailAddress.of("ana@example.org"), Wishes.USUAL, System.out::println);
 * report.best().ifPresent(proposal -> ask(proposal.incoming(), proposal.concerns()));
 * }</pre>
 *
 * <ul>
 *   <li>{@link dev.buzon.client.discovery.Source}: who can be asked, the best first.
 *   <li>{@link dev.buzon.client.discovery.Event}: what happens, as it happens.
 *   <li>{@link dev.buzon.client.discovery.Report}: what was found, ranked, and why.
 * </ul>
 */
@NullMarked
package dev.buzon.client.discovery;

import org.jspecify.annotations.NullMarked;
