package muhurdar.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

import muhurdar.api.CertificateQuery;
import muhurdar.api.CertificateStatus;
import muhurdar.api.Deliveries;
import muhurdar.api.spi.CertificateAuthority;
import muhurdar.domain.Bytes;
import muhurdar.domain.Certificate;
import muhurdar.domain.CertificateState;
import muhurdar.domain.Handover;
import muhurdar.domain.HoldCause;
import muhurdar.domain.IdentityDocument;
import muhurdar.domain.OrderKind;
import muhurdar.domain.Refusal;
import muhurdar.domain.Requester;
import muhurdar.domain.RevocationReason;
import muhurdar.domain.Shipment;
import muhurdar.domain.StatusRequest;
import muhurdar.domain.StatusRequestState;
import muhurdar.domain.Why;
import muhurdar.itest.Fixture.Finished;
import muhurdar.itest.Fixture.Person;

class StatusTest {

	private static final String GOOD = "OK";
	private static final String ON_LIST = "certificate revoked";

	@TempDir
	Path folder;

	private final Fixture house = new Fixture();
	private final CertificateStatus status = House.service(CertificateStatus.class);
	private final CertificateAuthority ca = House.service(CertificateAuthority.class);
	private final Person person = house.person();
	private final Certificate old = house.old(person);

	private static Why why(Executable refused) {
		return assertThrows(Refusal.class, refused).why();
	}

	private CertificateState state(Certificate certificate) {
		return house.again(certificate).state();
	}

	@Test
	void opensslSeesHeldOpenedSuspendedAndRevokedInThePublishedList() throws Exception {
		Finished renewal = delivered(house.finished(person, OrderKind.RENEWAL, old));
		assertEquals(ON_LIST, verify(renewal.certificate(), "-no_check_time"));
		assertEquals("Certificate Hold", reason(renewal.certificate()));

		StatusRequest opened = status.resume(renewal.certificate().id(), "", person.actor());
		assertEquals(StatusRequestState.PUBLISHED, opened.state());
		assertEquals(GOOD, verify(renewal.certificate(), "-no_check_time"));
		assertFalse(verify(renewal.certificate()).equals(GOOD), "a renewal is not valid before the old one ends");

		assertEquals(StatusRequestState.PUBLISHED,
				status.suspend(renewal.certificate().id(), HoldCause.LOSS, "telefon", house.operator).state());
		assertEquals(ON_LIST, verify(renewal.certificate(), "-no_check_time"));
		assertEquals("Certificate Hold", reason(renewal.certificate()));

		StatusRequest asked = status.revoke(renewal.certificate().id(), RevocationReason.KEY_COMPROMISE, "dilekçe",
				house.operator);
		assertEquals(StatusRequestState.PUBLISHED, status.confirm(asked.number(), house.supervisor).state());
		assertEquals(ON_LIST, verify(renewal.certificate(), "-no_check_time"));
		assertEquals("Key Compromise", reason(renewal.certificate()));
	}

	@Test
	void aReplacementIsValidAtOnceAndTheOldOneIsRevokedWhenItIsDelivered() throws Exception {
		assertEquals(GOOD, verify(old));
		status.suspend(old.id(), HoldCause.LOSS, "telefon", house.operator);
		Finished replacement = house.finished(person, OrderKind.REPLACEMENT, old);
		status.publish(house.operator);
		assertEquals(CertificateState.SUSPENDED, state(old));
		delivered(replacement);
		status.resume(replacement.certificate().id(), "", person.actor());
		assertEquals(GOOD, verify(replacement.certificate()));

		assertTrue(status.publish(house.operator) >= 2);
		assertEquals(RevocationReason.SUPERSEDED, house.again(old).reason());
		assertEquals(ON_LIST, verify(old));
		assertEquals("Superseded", reason(old));
		StatusRequest done = status.history(old.id(), house.operator).getFirst();
		assertEquals(Requester.SYSTEM, done.requester());
		assertEquals(StatusRequestState.PUBLISHED, done.state());
		assertEquals(2, status.history(old.id(), house.operator).size());
	}

	@Test
	void anybodyEntitledSuspendsAloneAndAtOnce() {
		for (var by : List.of(person.actor(), house.officer, house.operator, house.producer, house.dispatcher,
				house.supervisor)) {
			Certificate certificate = house.old(house.person());
			if (by == person.actor()) {
				certificate = old;
			}
			StatusRequest done = status.suspend(certificate.id(), HoldCause.LOSS, "telefon", by);
			assertEquals(StatusRequestState.PUBLISHED, done.state());
			assertEquals(HoldCause.LOSS, house.again(certificate).hold().cause());
		}
	}

	@Test
	void othersRecordsAndRoleslessActsAreRefused() {
		Fixture other = new Fixture();
		assertEquals(Why.NOT_YOURS, why(() -> status.suspend(old.id(), HoldCause.LOSS, "yazı", other.officer)));
		assertEquals(Why.NOT_YOURS, why(() -> status.revoke(old.id(), RevocationReason.KEY_COMPROMISE, "yazı",
				other.person().actor())));
		assertEquals(Why.NOT_ALLOWED, why(() -> status.resume(old.id(), "yazı", house.officer)));
		assertEquals(Why.NOT_ALLOWED,
				why(() -> status.revoke(old.id(), RevocationReason.KEY_COMPROMISE, "yazı", house.dispatcher)));
		assertEquals(Why.FIELD_MISSING, why(() -> status.suspend(old.id(), HoldCause.LOSS, " ", house.operator)));
		assertEquals(CertificateState.ISSUED, state(old));
		assertEquals(List.of(), status.history(old.id(), house.operator));
	}

	@Test
	void theHolderLiftsTheOwnHoldButNotAReportedLoss() {
		status.suspend(old.id(), HoldCause.HOLDER, "", person.actor());
		status.resume(old.id(), "", person.actor());
		assertEquals(CertificateState.ISSUED, state(old));
		status.suspend(old.id(), HoldCause.LOSS, "", person.actor());
		status.suspend(old.id(), HoldCause.HOLDER, "", person.actor());
		assertEquals(Why.HOLD_NOT_YOURS, why(() -> status.resume(old.id(), "", person.actor())));
	}

	@Test
	void anyOtherHoldIsLiftedByTwoPeopleOfTheAuthority() {
		status.suspend(old.id(), HoldCause.LOSS, "telefon", house.operator);
		StatusRequest asked = status.resume(old.id(), "kart bulundu", house.operator);
		assertEquals(StatusRequestState.IDENTIFIED, asked.state());
		assertTrue(status.open(house.supervisor).contains(asked));
		assertEquals(Why.SECOND_PERSON_NEEDED, why(() -> status.confirm(asked.number(), house.operator)));
		assertEquals(CertificateState.SUSPENDED, state(old));
		assertEquals(StatusRequestState.PUBLISHED, status.confirm(asked.number(), house.otherOperator).state());
		assertEquals(CertificateState.ISSUED, state(old));
	}

	@Test
	void theHoldersOwnRevocationIsDoneAtOnceAndIsFinal() {
		StatusRequest done = status.revoke(old.id(), RevocationReason.KEY_COMPROMISE, "", person.actor());
		assertEquals(StatusRequestState.PUBLISHED, done.state());
		assertEquals(Requester.HOLDER, done.requester());
		assertFalse(house.again(old).revokedAt().isBefore(done.received().at()), "never backdated");
		assertEquals(Why.CERTIFICATE_REVOKED, why(() -> status.resume(old.id(), "", person.actor())));
		assertEquals(Why.CERTIFICATE_REVOKED,
				why(() -> status.suspend(old.id(), HoldCause.LOSS, "telefon", house.operator)));
	}

	@Test
	void anOperatorsRevocationSuspendsAtOnceAndWaitsForTheSupervisor() {
		StatusRequest asked = status.revoke(old.id(), RevocationReason.PRIVILEGE_WITHDRAWN, "karar", house.operator);
		assertEquals(StatusRequestState.IDENTIFIED, asked.state());
		assertEquals(HoldCause.AUTHORITY, house.again(old).hold().cause());
		assertEquals(Why.REQUEST_OPEN,
				why(() -> status.revoke(old.id(), RevocationReason.KEY_COMPROMISE, "karar", house.otherOperator)));
		assertEquals(Why.NOT_ALLOWED, why(() -> status.confirm(asked.number(), house.otherOperator)));
		assertEquals(StatusRequestState.PUBLISHED, status.confirm(asked.number(), house.supervisor).state());
		assertEquals(RevocationReason.PRIVILEGE_WITHDRAWN, house.again(old).reason());
	}

	@Test
	void anInstitutionsRevocationIsIdentifiedByAnOperatorAndConfirmedByTheSupervisor() {
		StatusRequest asked = status.revoke(old.id(), RevocationReason.AFFILIATION_CHANGED, "yazı", house.officer);
		assertEquals(StatusRequestState.RECEIVED, asked.state());
		assertEquals(HoldCause.INSTITUTION, house.again(old).hold().cause());
		assertEquals(StatusRequestState.IDENTIFIED, status.confirm(asked.number(), house.operator).state());
		assertEquals(Why.NOT_ALLOWED, why(() -> status.confirm(asked.number(), house.operator)));
		assertEquals(CertificateState.SUSPENDED, state(old));
		assertEquals(StatusRequestState.PUBLISHED, status.confirm(asked.number(), house.supervisor).state());
		assertEquals(CertificateState.REVOKED, state(old));
	}

	@Test
	void aDeclinedRevocationLeavesTheCertificateOnHold() {
		StatusRequest asked = status.revoke(old.id(), RevocationReason.KEY_COMPROMISE, "telefon", house.operator);
		assertEquals(StatusRequestState.DECLINED, status.decline(asked.number(), house.supervisor).state());
		assertEquals(CertificateState.SUSPENDED, state(old));
		assertEquals(Why.WRONG_STATE, why(() -> status.confirm(asked.number(), house.supervisor)));
		assertFalse(status.open(house.supervisor).stream().anyMatch(each -> each.certificate().equals(old.id())));
	}

	@Test
	void whatTheHolderRevokesLeavesNobodyWaiting() {
		StatusRequest asked = status.revoke(old.id(), RevocationReason.KEY_COMPROMISE, "telefon", house.operator);
		status.revoke(old.id(), RevocationReason.KEY_COMPROMISE, "", person.actor());
		assertEquals(List.of(StatusRequestState.PUBLISHED, StatusRequestState.PUBLISHED, StatusRequestState.DECLINED),
				status.history(old.id(), house.operator).stream()
						.sorted(Comparator.comparing(StatusRequest::number).reversed()).map(StatusRequest::state)
						.toList());
		assertEquals(Why.WRONG_STATE, why(() -> status.decline(asked.number(), house.supervisor)));
	}

	@Test
	void aHolderWhoNeverGotTheCardCannotOpenItByClosingItFirst() {
		Finished made = house.finished(house.person(), OrderKind.NEW, null);
		status.suspend(made.certificate().id(), HoldCause.HOLDER, "", made.person().actor());
		assertEquals(HoldCause.AT_ISSUE, house.again(made.certificate()).hold().cause());
		assertEquals(Why.NOT_DELIVERED,
				why(() -> status.resume(made.certificate().id(), "", made.person().actor())));
		assertEquals(Why.NOT_DELIVERED, why(() -> status.resume(made.certificate().id(), "dilekçe", house.operator)));
	}

	@Test
	void nothingIsDoneToACertificateOfAnotherAuthority() {
		Certificate foreign = house.write(tx -> {
			Certificate right = tx.certificates().get(old.id());
			return tx.certificates().put(new Certificate(right.id(), right.version(), right.state(), right.holder(),
					null, null, right.requestId(), right.givenName(), right.surname(), right.keyType(),
					right.serialNumber(), right.notBefore(), right.notAfter(), ca.chain().getLast(), null, null, null));
		});
		assertEquals(Why.CERTIFICATE_FOREIGN,
				why(() -> status.suspend(foreign.id(), HoldCause.LOSS, "telefon", house.operator)));
	}

	@Test
	void whatTheAuthorityRefusesIsDeclined() {
		house.write(tx -> {
			Certificate right = tx.certificates().get(old.id());
			return tx.certificates().put(new Certificate(right.id(), right.version(), right.state(), right.holder(),
					null, null, right.requestId(), right.givenName(), right.surname(), right.keyType(),
					"7F" + right.serialNumber(), right.notBefore(), right.notAfter(), right.der(), null, null, null));
		});
		assertEquals(Why.CA_REFUSED, why(() -> status.suspend(old.id(), HoldCause.LOSS, "telefon", house.operator)));
		assertEquals(StatusRequestState.DECLINED, status.history(old.id(), house.operator).getFirst().state());
		assertEquals(CertificateState.ISSUED, state(old));
	}

	@Test
	void listsShowEachWhatIsTheirs() {
		CertificateQuery mine = new CertificateQuery(null, null, null);
		assertEquals(1, status.search(mine, 0, 10, person.actor()).total());
		assertEquals(old.id(), status.search(mine, 0, 10, person.actor()).rows().getFirst().certificate().id());
		assertTrue(status.search(mine, 0, 10, house.operator).total() >= 1);
		assertEquals(0, status.search(mine, 0, 10, new Fixture().officer).total());
		assertEquals(old.id(), status.find(old.serialNumber().toLowerCase(Locale.ROOT), person.actor())
				.orElseThrow().id());
		assertEquals(Why.NOT_YOURS, why(() -> status.find(old.serialNumber(), house.person().actor())));
	}

	@Test
	void theAuthorityGivesASignOfLife() {
		assertEquals(new CertificateStatus.Ca(ca.id(), true, true), status.ca());
	}

	private Finished delivered(Finished made) {
		Deliveries deliveries = House.service(Deliveries.class);
		Shipment parcel = house.pack(made, house.dispatcher);
		parcel = deliveries.handOver(parcel.id(), parcel.version(), house.dispatcher);
		deliveries.deliver(parcel.id(), parcel.version(), new Handover(Instant.now().minusMillis(1),
				made.person().holder().fullName(), IdentityDocument.IDENTITY_CARD), house.dispatcher);
		return made;
	}

	/** What openssl says of the certificate, asked with the list that everybody can fetch. */
	private String verify(Certificate certificate, String... more) throws Exception {
		List<String> command = new ArrayList<>(List.of("openssl", "verify", "-crl_check", "-CAfile",
				pem("root", "CERTIFICATE", ca.chain().getLast()), "-untrusted",
				pem("issuer", "CERTIFICATE", ca.chain().getFirst()), "-CRLfile", pem("list", "X509 CRL", fetched())));
		command.addAll(List.of(more));
		command.add(pem("person", "CERTIFICATE", certificate.der()));
		String said = run(command);
		return said.contains(ON_LIST) ? ON_LIST : said.strip().endsWith(": OK") ? GOOD : said;
	}

	/** The reason that openssl prints for the certificate in the fetched list. */
	private String reason(Certificate certificate) throws Exception {
		String text = run(List.of("openssl", "crl", "-noout", "-text", "-in", pem("list", "X509 CRL", fetched())));
		String entry = text.substring(text.indexOf("Serial Number: " + certificate.serialNumber()));
		String after = entry.substring(entry.indexOf("CRL Reason Code:") + "CRL Reason Code:".length());
		return after.strip().lines().findFirst().orElseThrow().strip();
	}

	private Bytes fetched() throws IOException {
		try (InputStream in = ca.crlLocation().toURL().openStream()) {
			return Bytes.of(in.readAllBytes());
		}
	}

	private String pem(String name, String label, Bytes der) throws IOException {
		String text = "-----BEGIN " + label + "-----\n"
				+ Base64.getMimeEncoder(64, new byte[] { '\n' }).encodeToString(der.toArray()) + "\n-----END " + label
				+ "-----\n";
		return Files.writeString(folder.resolve(name + ".pem"), text).toString();
	}

	private static String run(List<String> command) throws Exception {
		Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
		String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		process.waitFor();
		return said;
	}
}
