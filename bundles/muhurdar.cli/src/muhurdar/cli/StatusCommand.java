package muhurdar.cli;

import static muhurdar.cli.Output.row;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

import org.eclipse.jdt.annotation.Nullable;

import muhurdar.api.Access;
import muhurdar.api.CertificateQuery;
import muhurdar.api.CertificateRow;
import muhurdar.api.CertificateStatus;
import muhurdar.domain.Actor;
import muhurdar.domain.Certificate;
import muhurdar.domain.CertificateState;
import muhurdar.domain.HoldCause;
import muhurdar.domain.HolderId;
import muhurdar.domain.Refusal;
import muhurdar.domain.RevocationReason;
import muhurdar.domain.StatusRequest;
import muhurdar.domain.StatusRequestState;
import muhurdar.domain.Why;
import picocli.CommandLine.Command;
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

	@Command(name = "suspend")
	void suspend(@Parameters(paramLabel = "SERIAL", descriptionKey = "serial") String serial,
			@Option(names = "--cause", paramLabel = "CAUSE", descriptionKey = "cause", completionCandidates = Causes.class) @Nullable HoldCause cause,
			@Option(names = "--evidence", paramLabel = "EVIDENCE", defaultValue = "", descriptionKey = "evidence") String evidence) {
		Actor by = muhurdar().actor();
		Certificate certificate = found(serial, by);
		HoldCause why = cause != null ? cause : cause(certificate.holder(), muhurdar().service(Access.class).user(by).holder());
		print(status().suspend(certificate.id(), why, evidence, by));
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
			@Option(names = "--evidence", paramLabel = "EVIDENCE", defaultValue = "", descriptionKey = "evidence") String evidence,
			@Option(names = "--confirm", paramLabel = "NUMBER", descriptionKey = "confirm") @Nullable String confirm) {
		twoPeople(serial, confirm, by -> certificate -> status().resume(certificate.id(), evidence, by));
	}

	@Command(name = "revoke")
	void revoke(@Parameters(paramLabel = "SERIAL", arity = "0..1", descriptionKey = "serial") @Nullable String serial,
			@Option(names = "--reason", paramLabel = "REASON", descriptionKey = "reason") @Nullable RevocationReason reason,
			@Option(names = "--evidence", paramLabel = "EVIDENCE", defaultValue = "", descriptionKey = "evidence") String evidence,
			@Option(names = "--confirm", paramLabel = "NUMBER", descriptionKey = "confirm") @Nullable String confirm) {
		twoPeople(serial, confirm, by -> certificate -> {
			if (reason == null) {
				throw new Refusal(Why.REASON_MISSING);
			}
			return status().revoke(certificate.id(), reason, evidence, by);
		});
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

	private void twoPeople(@Nullable String serial, @Nullable String confirm,
			Function<Actor, Function<Certificate, StatusRequest>> ask) {
		Actor by = muhurdar().actor();
		if (confirm != null) {
			print(status().confirm(confirm, by));
		} else if (serial != null) {
			print(ask.apply(by).apply(found(serial, by)));
		} else {
			throw muhurdar().wrong("serial.missing");
		}
	}

	private void print(StatusRequest request) {
		muhurdar().output().rows(List.of(request(request)));
		if (request.state() == StatusRequestState.IDENTIFIED) {
			muhurdar().say("status.waits", request.number());
		}
	}

	private static Map<String, @Nullable Object> request(StatusRequest request) {
		return row("number", request.number(), "change", request.change(), "state", request.state(), "cause", request.cause(),
				"reason", request.reason(), "received", request.received().at(), "sent", request.sentAt(), "published",
				request.publishedAt());
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
