package muhurdar.status;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

import org.eclipse.jdt.annotation.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import muhurdar.api.CallScript;
import muhurdar.api.spi.Store;
import muhurdar.api.spi.Tx;
import muhurdar.domain.Actor;
import muhurdar.domain.Certificate;
import muhurdar.domain.Folding;
import muhurdar.domain.Holder;
import muhurdar.domain.HolderId;
import muhurdar.domain.OrderRules;
import muhurdar.domain.Refusal;
import muhurdar.domain.RequestChannel;
import muhurdar.domain.Requester;
import muhurdar.domain.Right;
import muhurdar.domain.StatusChange;
import muhurdar.domain.User;
import muhurdar.domain.UserId;
import muhurdar.domain.Why;
import muhurdar.domain.Wish;

/** Calls under way and what came of them. They are kept in memory: a restart ends every call. */
@Component(service = { CallScript.class, Calls.class })
public final class Calls implements CallScript {

	private static final Duration CALL = Duration.ofMinutes(10);
	private static final Duration DAY = Duration.ofDays(1);
	private static final int NOES = 3;
	private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("MM.yyyy", Locale.ROOT);

	private record Call(UserId operator, HolderId holder) {
	}

	private record Asked(Set<Question> questions, Instant until) {
	}

	private final Store store;
	private final RandomGenerator random;
	private final Map<Call, Asked> asked = new HashMap<>();
	private final Map<Call, Instant> identified = new HashMap<>();
	private final Map<HolderId, Deque<Instant>> noes = new HashMap<>();

	@Activate
	public Calls(@Reference Store store) {
		this(store, new SecureRandom());
	}

	Calls(Store store, RandomGenerator random) {
		this.store = store;
		this.random = random;
	}

	@Override
	public List<Question> begin(HolderId holder, Actor by) {
		return store.read(by, Right.REQUEST_REVOCATION, tx -> {
			if (!tx.me().seesAll()) {
				throw new Refusal(Why.NOT_YOURS);
			}
			tx.holders().get(holder);
			return begun(new Call(tx.me().id(), holder), tx.now());
		});
	}

	private synchronized List<Question> begun(Call call, Instant now) {
		Deque<Instant> wrong = noes.getOrDefault(call.holder(), new ArrayDeque<>());
		wrong.removeIf(at -> at.plus(DAY).isBefore(now));
		if (wrong.size() >= NOES) {
			throw new Refusal(Why.CALL_BLOCKED, NOES);
		}
		List<Question> all = new ArrayList<>(EnumSet.allOf(Question.class));
		Collections.shuffle(all, java.util.Random.from(random));
		List<Question> drawn = List.copyOf(all.subList(0, QUESTIONS));
		asked.put(call, new Asked(EnumSet.copyOf(drawn), now.plus(CALL)));
		identified.remove(call);
		return drawn;
	}

	@Override
	public boolean answered(HolderId id, Map<Question, String> answers, Actor by) {
		return store.write(by, Right.REQUEST_REVOCATION, id, tx -> {
			Call call = new Call(tx.me().id(), id);
			Asked questions = taken(call);
			if (questions == null || questions.until().isBefore(tx.now())) {
				throw new Refusal(Why.CALL_NOT_IDENTIFIED);
			}
			Holder holder = tx.holders().get(id);
			boolean right = true;
			for (Question question : questions.questions()) {
				right &= same(question, expected(tx, holder, question), answers.getOrDefault(question, ""));
			}
			tx.remark(right ? "caller identified " + questions.questions() : "caller not identified");
			told(call, right, tx.now());
			return right;
		});
	}

	private synchronized @Nullable Asked taken(Call call) {
		return asked.remove(call);
	}

	private synchronized void told(Call call, boolean right, Instant now) {
		if (right) {
			identified.put(call, now.plus(CALL));
		} else {
			noes.computeIfAbsent(call.holder(), holder -> new ArrayDeque<>()).add(now);
		}
	}

	private static String expected(Tx tx, Holder holder, Question question) {
		return switch (question) {
		case IDENTITY_END -> end(holder.identityNo());
		case MOBILE_END -> end(holder.mobile());
		case EMAIL -> holder.email();
		case DISTRICT -> holder.address().district();
		case CERTIFICATE_END -> tx.certificatesOf(holder.id()).stream().map(Certificate::notAfter)
				.max(Instant::compareTo).map(at -> MONTH.format(ZonedDateTime.ofInstant(at, OrderRules.ZONE))).orElse("");
		};
	}

	private static String end(String digits) {
		return digits.substring(Math.max(0, digits.length() - 4));
	}

	private static boolean same(Question question, String expected, String said) {
		String answer = said.strip();
		if (expected.isBlank() || answer.isEmpty()) {
			return false;
		}
		return switch (question) {
		case IDENTITY_END, MOBILE_END, CERTIFICATE_END -> digits(expected).equals(digits(answer));
		case EMAIL, DISTRICT -> Folding.fold(expected).equals(Folding.fold(answer));
		};
	}

	private static String digits(String text) {
		return text.replaceAll("[^0-9]", "");
	}

	/** Refuses CALL_NOT_IDENTIFIED what is asked in a caller's name who was not identified; suspending is nobody's danger. */
	void check(User me, Holder holder, Wish wish, Instant now) {
		if (wish.channel() == RequestChannel.PHONE && wish.requester() == Requester.HOLDER
				&& wish.change() != StatusChange.SUSPEND && !known(new Call(me.id(), holder.id()), now)) {
			throw new Refusal(Why.CALL_NOT_IDENTIFIED);
		}
	}

	private synchronized boolean known(Call call, Instant now) {
		Instant until = identified.get(call);
		return until != null && !until.isBefore(now);
	}
}
