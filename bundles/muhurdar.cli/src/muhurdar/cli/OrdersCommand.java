package muhurdar.cli;

import static muhurdar.cli.Output.row;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.eclipse.jdt.annotation.Nullable;

import muhurdar.api.ExitCode;
import muhurdar.api.ExpiringQuery;
import muhurdar.api.ExpiringRow;
import muhurdar.api.OrderQuery;
import muhurdar.api.OrderRow;
import muhurdar.api.Orders;
import muhurdar.api.RowResult;
import muhurdar.api.Settings;
import muhurdar.domain.Actor;
import muhurdar.domain.CertificateId;
import muhurdar.domain.Consent;
import muhurdar.domain.ConsentKind;
import muhurdar.domain.KeyType;
import muhurdar.domain.Order;
import muhurdar.domain.OrderState;
import muhurdar.domain.Refusal;
import muhurdar.domain.Why;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code orders …}: certificates that end soon, orders, approvals. */
@Command(name = "orders")
final class OrdersCommand implements Runnable {

	private static final int ALL = 10_000;

	@ParentCommand
	private @Nullable Muhurdar muhurdar;

	@Override
	public void run() {
		throw muhurdar().wrong("command.missing");
	}

	@Command(name = "expiring")
	void expiring(@Option(names = "--months", paramLabel = "MONTHS", defaultValue = "3", descriptionKey = "months") int months) {
		Actor by = muhurdar().actor();
		List<Map<String, @Nullable Object>> rows = new ArrayList<>();
		for (ExpiringRow row : expiring(months, null, by)) {
			rows.add(row("end", row.end(), "name", row.name(), "institution", row.institution(), "e-onay", row.consent(),
					"order", row.openOrder(), "certificate", row.certificate(), "refusal", sentence(row.refusal())));
		}
		muhurdar().output().rows(rows);
	}

	@Command(name = "list")
	void list(@Option(names = "--state", paramLabel = "STATE", descriptionKey = "order.state") @Nullable OrderState state,
			@Option(names = "--text", paramLabel = "TEXT", descriptionKey = "text") @Nullable String text) {
		Actor by = muhurdar().actor();
		List<Map<String, @Nullable Object>> rows = new ArrayList<>();
		for (OrderRow row : search(new OrderQuery(state, null, text == null ? null : Numbers.person(text), false), by)) {
			rows.add(row("number", row.number(), "state", row.state(), "stage", row.stage(), "kind", row.kind(), "name",
					row.name(), "institution", row.institution(), "key", row.keyType(), "end", row.end(), "e-onay",
					row.consent(), "ordered by", row.orderedBy()));
		}
		muhurdar().output().rows(rows);
	}

	@Command(name = "order")
	int order(
			@Parameters(paramLabel = "CERTIFICATE", arity = "0..*", descriptionKey = "certificates") @Nullable List<String> certificates,
			@Option(names = "--first", paramLabel = "FIRST", descriptionKey = "first", defaultValue = "0") int first,
			@Option(names = "--months", paramLabel = "MONTHS", defaultValue = "3", descriptionKey = "months") int months) {
		Actor by = muhurdar().actor();
		List<CertificateId> chosen = first > 0
				? expiring(months, ExpiringQuery.Standing.ORDERABLE, by).stream().limit(first).map(ExpiringRow::certificate)
						.toList()
				: ids(certificates);
		if (chosen.isEmpty()) {
			throw muhurdar().wrong("certificates.missing");
		}
		KeyType keyType = KeyType.valueOf(muhurdar().service(Settings.class).get(Settings.KEY_TYPE));
		boolean allDone = true;
		List<Map<String, @Nullable Object>> rows = new ArrayList<>();
		for (RowResult<CertificateId, Order> result : orders().renew(chosen, keyType, by)) {
			Order order = result.value();
			allDone &= order != null;
			rows.add(row("certificate", result.key(), "number", order == null ? null : order.number(), "state",
					order == null ? null : order.state(), "refusal", sentence(result.refusal())));
		}
		muhurdar().output().rows(rows);
		return allDone ? 0 : ExitCode.REFUSED.code();
	}

	@Command(name = "replace")
	void replace(@Parameters(paramLabel = "CERTIFICATE", descriptionKey = "certificate") String certificate,
			@Option(names = "--because", paramLabel = "BECAUSE", required = true, descriptionKey = "because") String because) {
		KeyType keyType = KeyType.valueOf(muhurdar().service(Settings.class).get(Settings.KEY_TYPE));
		print(orders().replace(ids(List.of(certificate)).getFirst(), keyType, because, muhurdar().actor()));
	}

	@Command(name = "approve")
	int approve(@Parameters(paramLabel = "NUMBER", arity = "0..*", descriptionKey = "orders") @Nullable List<String> numbers,
			@Option(names = "--all", descriptionKey = "approve.all") boolean all) {
		Actor by = muhurdar().actor();
		List<Order> chosen = new ArrayList<>();
		if (all) {
			search(new OrderQuery(OrderState.SUBMITTED, null, null, false), by)
					.forEach(row -> chosen.add(found(row.number(), by)));
		} else if (numbers == null) {
			throw muhurdar().wrong("orders.missing");
		} else {
			numbers.forEach(number -> chosen.add(found(number, by)));
		}
		boolean allDone = true;
		List<Map<String, @Nullable Object>> rows = new ArrayList<>();
		for (Order order : chosen) {
			try {
				Order approved = orders().approve(order.id(), order.version(), by);
				rows.add(row("number", approved.number(), "state", approved.state(), "refusal", null));
			} catch (Refusal no) {
				allDone = false;
				rows.add(row("number", order.number(), "state", order.state(), "refusal", sentence(no)));
			}
		}
		muhurdar().output().rows(rows);
		return allDone ? 0 : ExitCode.REFUSED.code();
	}

	@Command(name = "consent")
	void consent(@Parameters(paramLabel = "NUMBER", descriptionKey = "order") String number,
			@Option(names = "--date", paramLabel = "DATE", required = true, descriptionKey = "consent.date") LocalDate date,
			@Option(names = "--reference", paramLabel = "REFERENCE", required = true, descriptionKey = "consent.reference") String reference) {
		Actor by = muhurdar().actor();
		Order order = found(number, by);
		print(orders().recordConsent(order.id(), order.version(), new Consent(ConsentKind.PAPER_FORM, date, reference), by));
	}

	@Command(name = "cancel")
	void cancel(@Parameters(paramLabel = "NUMBER", descriptionKey = "order") String number,
			@Option(names = "--because", paramLabel = "BECAUSE", required = true, descriptionKey = "because") String because) {
		Actor by = muhurdar().actor();
		Order order = found(number, by);
		print(orders().cancel(order.id(), order.version(), because, by));
	}

	@Command(name = "reject")
	void reject(@Parameters(paramLabel = "NUMBER", descriptionKey = "order") String number,
			@Option(names = "--because", paramLabel = "BECAUSE", required = true, descriptionKey = "because") String because) {
		Actor by = muhurdar().actor();
		Order order = found(number, by);
		print(orders().reject(order.id(), order.version(), because, by));
	}

	private void print(Order order) {
		muhurdar().output().rows(List.of(row("number", order.number(), "state", order.state())));
	}

	private Order found(String number, Actor by) {
		return orders().find(number, by).orElseThrow(() -> new Refusal(Why.NOT_FOUND, number));
	}

	private List<ExpiringRow> expiring(int months, ExpiringQuery.@Nullable Standing standing, Actor by) {
		return orders().expiring(new ExpiringQuery(months, null, standing), 0, ALL, by).rows();
	}

	private List<OrderRow> search(OrderQuery query, Actor by) {
		return orders().search(query, 0, ALL, by).rows();
	}

	private List<CertificateId> ids(@Nullable List<String> texts) {
		List<CertificateId> ids = new ArrayList<>();
		for (String text : texts == null ? List.<String>of() : texts) {
			ids.add(new CertificateId(Numbers.uuid(text)));
		}
		return ids;
	}

	private @Nullable String sentence(@Nullable Refusal refusal) {
		return refusal == null ? null : muhurdar().words.sentence(refusal);
	}

	private Orders orders() {
		return muhurdar().service(Orders.class);
	}

	private Muhurdar muhurdar() {
		return Numbers.present(muhurdar);
	}
}
