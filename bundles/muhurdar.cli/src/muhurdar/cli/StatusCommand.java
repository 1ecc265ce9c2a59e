package muhurdar.cli;

import static muhurdar.cli.Output.row;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.eclipse.jdt.annotation.Nullable;

import muhurdar.api.Access;
import muhurdar.api.CertificateQuery;
import muhurdar.api.CertificateRow;
import muhurdar.api.CertificateStatus;
import muhurdar.api.HoldRow;
import muhurdar.api.StatusListRow;
import muhurdar.api.StatusLists;
import muhurdar.api.StatusPreview;
import muhurdar.domain.Actor;
import muhurdar.domain.Certificate;
import muhurdar.domain.CertificateState;
import muhurdar.domain.CertificateId;
import muhurdar.domain.Hold;
import muhurdar.domain.HoldCause;
import muhurdar.domain.HolderId;
import muhurdar.domain.Refusal;
import muhurdar.domain.RequestChannel;
import muhurdar.domain.Requester;
import muhurdar.domain.RevocationReason;
import muhurdar.domain.StatusChange;
import muhurdar.domain.StatusList;
import muhurdar.domain.StatusListState;
import muhurdar.domain.StatusRequest;
import muhurdar.domain.Why;
import muhurdar.domain.Wish;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code status …}: suspend, resume, revoke. What takes two people waits for {@code --confirm} by the second. */
@Command(name = "status")
final class StatusCommand implements Runnable {

	@ParentCommand
	private @Nullable Muhurdar muhurdar;

	@Override
	public void run() {
		throw muhurdar().wrong("command.missing");
	}

	@Command(name = "list")
	void list(
			@Option(names = "--state", paramLabel = "STATE", descriptionKey = "certificate.state") @Nullable CertificateState state,
			@Option(names = "--text", paramLabel = "TEXT", descriptionKey = "text") @Nullable String text) {
		List<Map<String, @Nullable Object>> rows = new ArrayList<>();
		for (CertificateRow row : status()
				.search(new CertificateQuery(state, null, text == null ? null : Numbers.person(text)), 0, 10_000,
						muhurdar().actor())
				.rows()) {
			rows.add(row("serial", row.certificate().serialNumber(), "state", row.certificate().state(), "in force",
					row.inForce(), "name", row.name(), "from", row.certificate().notBefore(), "until",
					row.certificate().notAfter(), "chip", row.chip()));
		}
		muhurdar().output().rows(rows);
	}

	/** How and in whose name a request came in; by default in the own one. */
	private static final class Origin {
		@Option(names = "--requester", paramLabel = "REQUESTER", descriptionKey = "requester")
		private @Nullable Requester requester;
		@Option(names = "--channel", paramLabel = "CHANNEL", descriptionKey = "channel")
		private @Nullable RequestChannel channel;
		@Option(names = "--evidence", paramLabel = "EVIDENCE", defaultValue = "", descriptionKey = "evidence")
		private String evidence = "";
		@Option(names = "--list", paramLabel = "FILE", descriptionKey = "status.file")
		private @Nullable Path file;

		Wish wish(StatusChange change, @Nullable HoldCause cause, @Nullable RevocationReason reason) {
			Requester who = requester;
			RequestChannel how = channel;
			return new Wish(change, who == null ? Requester.AUTHORITY : who, how == null ? RequestChannel.FINDING : how, cause,
					reason, evidence);
		}

		boolean said() {
			return requester != null || channel != null;
		}
	}

	@Command(name = "suspend")
	void suspend(@Parameters(paramLabel = "SERIAL", arity = "0..1", descriptionKey = "serial") @Nullable String serial,
			@Option(names = "--cause", paramLabel = "CAUSE", descriptionKey = "cause", completionCandidates = Causes.class) @Nullable HoldCause cause,
			@Mixin Origin origin) {
		Actor by = muhurdar().actor();
		if (origin.file != null) {
			HoldCause why = cause == null ? HoldCause.AUTHORITY : cause;
			list(origin.wish(StatusChange.SUSPEND, why, null), origin, by);
			return;
		}
		Certificate certificate = found(needed(serial), by);
		HoldCause why = cause != null ? cause : cause(certificate.holder(), muhurdar().service(Access.class).user(by).holder());
		print(origin.said() ? status().ask(certificate.id(), origin.wish(StatusChange.SUSPEND, why, null), by)
				: status().suspend(certificate.id(), why, origin.evidence, by));
	}

	/** What --cause may say: AT_ISSUE comes from the CA alone. */
	static final class Causes extends ArrayList<String> {
		private static final long serialVersionUID = 1L;

		Causes() {
			super(EnumSet.complementOf(EnumSet.of(HoldCause.AT_ISSUE)).stream().map(HoldCause::name).toList());
		}
	}

	/** Holders need not say why they suspend their own; a hold for the HOLDER is one that the holder alone may lift. */
	static HoldCause cause(HolderId holder, @Nullable HolderId by) {
		if (!Objects.equals(holder, by)) {
			throw new Refusal(Why.FIELD_MISSING, "cause");
		}
		return HoldCause.HOLDER;
	}

	@Command(name = "resume")
	void resume(@Parameters(paramLabel = "SERIAL", arity = "0..1", descriptionKey = "serial") @Nullable String serial,
			@Mixin Origin origin,
			@Option(names = "--confirm", paramLabel = "NUMBER", descriptionKey = "confirm") @Nullable String confirm) {
		Actor by = muhurdar().actor();
		Wish wish = origin.wish(StatusChange.RESUME, null, null);
		if (confirm != null) {
			confirm(confirm, by);
		} else if (origin.file != null) {
			list(wish, origin, by);
		} else {
			Certificate certificate = found(needed(serial), by);
			print(origin.said() ? status().ask(certificate.id(), wish, by)
					: status().resume(certificate.id(), origin.evidence, by));
		}
	}

	@Command(name = "revoke")
	void revoke(@Parameters(paramLabel = "SERIAL", arity = "0..1", descriptionKey = "serial") @Nullable String serial,
			@Option(names = "--reason", paramLabel = "REASON", descriptionKey = "reason") @Nullable RevocationReason reason,
			@Mixin Origin origin,
			@Option(names = "--confirm", paramLabel = "NUMBER", descriptionKey = "confirm") @Nullable String confirm,
			@Option(names = "--preview", descriptionKey = "status.preview") boolean preview) {
		Actor by = muhurdar().actor();
		if (confirm != null) {
			confirm(confirm, by);
			return;
		}
		if (reason == null) {
			throw new Refusal(Why.REASON_MISSING);
		}
		Wish wish = origin.wish(StatusChange.REVOKE, null, reason);
		if (preview) {
			print(status().preview(origin.file == null ? List.of(found(needed(serial), by).id()) : listed(origin, by), wish, by));
		} else if (origin.file != null) {
			list(wish, origin, by);
		} else {
			Certificate certificate = found(needed(serial), by);
			print(origin.said() ? status().ask(certificate.id(), wish, by)
					: status().revoke(certificate.id(), reason, origin.evidence, by));
		}
	}

	@Command(name = "undo")
	void undo(@Parameters(paramLabel = "NUMBER", descriptionKey = "request") String number) {
		Actor by = muhurdar().actor();
		if (isList(number)) {
			print(lists().withdraw(number, by), by);
		} else {
			print(status().undo(number, by));
		}
	}

	@Command(name = "late")
	void late() {
		List<Map<String, @Nullable Object>> rows = new ArrayList<>();
		status().late(muhurdar().actor()).forEach(row -> rows.add(request(row.request())));
		muhurdar().output().rows(rows);
	}

	@Command(name = "overdue")
	void overdue() {
		List<Map<String, @Nullable Object>> rows = new ArrayList<>();
		for (HoldRow row : status().overdueHolds(muhurdar().actor())) {
			Hold hold = row.certificate().hold();
			rows.add(row("serial", row.certificate().serialNumber(), "name", row.name(), "institution", row.institution(), "days",
					row.days(), "cause", hold == null ? null : hold.cause(), "until", row.certificate().notAfter()));
		}
		muhurdar().output().rows(rows);
	}

	@Command(name = "lists")
	void lists(@Parameters(paramLabel = "NUMBER", arity = "0..1", descriptionKey = "status.number") @Nullable String number) {
		Actor by = muhurdar().actor();
		if (number != null) {
			rows(number, by);
			return;
		}
		List<Map<String, @Nullable Object>> rows = new ArrayList<>();
		lists().lists(by).forEach(each -> rows.add(row("number", each.number(), "change", each.wish().change(), "state",
				each.state(), "reason", each.wish().reason(), "cause", each.wish().cause(), "received", each.received().at())));
		muhurdar().output().rows(rows);
	}

	private static boolean isList(String number) {
		return number.strip().startsWith("T-");
	}

	private void confirm(String number, Actor by) {
		if (isList(number)) {
			print(lists().confirmAll(number, by), by);
		} else {
			print(status().confirm(number, by));
		}
	}

	private void list(Wish wish, Origin origin, Actor by) {
		print(lists().ask(listed(origin, by), wish, by), by);
	}

	/** Serial numbers, one a line; empty lines and what follows a # are left out. All have to be known. */
	private List<CertificateId> listed(Origin origin, Actor by) {
		try {
			List<CertificateId> ids = new ArrayList<>();
			for (String line : Files.readAllLines(Objects.requireNonNull(origin.file))) {
				String serial = line.replaceAll("#.*", "").strip();
				if (!serial.isEmpty()) {
					ids.add(found(serial, by).id());
				}
			}
			return ids;
		} catch (IOException e) {
			throw new Refusal(Why.FIELD_INVALID, e, "--list", String.valueOf(origin.file));
		}
	}

	private void print(StatusList list, Actor by) {
		rows(list.number(), by);
		if (list.state() == StatusListState.WAITING) {
			muhurdar().say("status.waits", list.number());
		}
	}

	private void rows(String number, Actor by) {
		List<Map<String, @Nullable Object>> rows = new ArrayList<>();
		for (StatusListRow each : lists().rows(number, by)) {
			Why why = each.item().refusal();
			rows.add(row("list", number, "position", each.item().position(), "serial", each.serialNumber(), "name", each.name(),
					"number", each.request(), "state", each.state(), "refusal", why));
		}
		muhurdar().output().rows(rows);
	}

	private void print(StatusPreview preview) {
		List<Map<String, @Nullable Object>> rows = new ArrayList<>();
		for (StatusPreview.Row each : preview.rows()) {
			Refusal no = each.refusal();
			rows.add(row("serial", each.serialNumber(), "name", each.name(), "institution", each.institution(), "state",
					each.state(), "orders", words(each.openOrders()), "shipments",
					words(each.openShipments()), "successor", each.successor(), "from", each.successorFrom(),
					"refusal",
					no == null ? null : muhurdar().words.sentence(no)));
		}
		muhurdar().output().rows(rows);
		muhurdar().say("status.grows", preview.possible(), preview.entries(), preview.bytes());
	}

	private static String words(List<String> numbers) {
		return String.join(" ", numbers);
	}

	private String needed(@Nullable String serial) {
		if (serial == null) {
			throw muhurdar().wrong("serial.missing");
		}
		return serial;
	}

	private StatusLists lists() {
		return muhurdar().service(StatusLists.class);
	}

	@Command(name = "decline")
	void decline(@Parameters(paramLabel = "NUMBER", descriptionKey = "request") String number) {
		print(status().decline(number, muhurdar().actor()));
	}

	@Command(name = "open")
	void open() {
		List<Map<String, @Nullable Object>> rows = new ArrayList<>();
		status().open(muhurdar().actor()).forEach(request -> rows.add(request(request)));
		muhurdar().output().rows(rows);
	}

	private void print(StatusRequest request) {
		muhurdar().output().rows(List.of(request(request)));
		if (request.undecided()) {
			muhurdar().say("status.waits", request.number());
		}
	}

	private static Map<String, @Nullable Object> request(StatusRequest request) {
		return row("number", request.number(), "change", request.change(), "requester", request.requester(), "channel",
				request.channel(), "state", request.state(), "cause", request.cause(),
				"reason", request.reason(), "received", request.received().at(), "sent", request.sentAt(), "published",
				request.publishedAt(), "due", request.due());
	}

	private Certificate found(String serial, Actor by) {
		return status().find(serial, by).orElseThrow(() -> new Refusal(Why.NOT_FOUND, serial));
	}

	private CertificateStatus status() {
		return muhurdar().service(CertificateStatus.class);
	}

	private Muhurdar muhurdar() {
		return Numbers.present(muhurdar);
	}
}
