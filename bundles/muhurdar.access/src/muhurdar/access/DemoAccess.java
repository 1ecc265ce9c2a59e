package muhurdar.access;

import java.util.Comparator;
import java.util.List;
import java.util.UUID;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import muhurdar.api.Access;
import muhurdar.api.Page;
import muhurdar.api.Settings;
import muhurdar.api.spi.Store;
import muhurdar.domain.Actor;
import muhurdar.domain.AuditLine;
import muhurdar.domain.Refusal;
import muhurdar.domain.Right;
import muhurdar.domain.Role;
import muhurdar.domain.User;
import muhurdar.domain.Why;

/** Lets a demo's users be picked. Who that is, is looked up as SYSTEM: nobody is signed in yet. */
@Component
public final class DemoAccess implements Access {

	private final Store store;
	private final Settings settings;

	@Activate
	public DemoAccess(@Reference Store store, @Reference Settings settings) {
		this.store = store;
		this.settings = settings;
	}

	/** Empty on a store that is not a demo's: nobody can be picked there. */
	@Override
	public List<User> users() {
		if (!store.demo()) {
			return List.of();
		}
		return store.read(Actor.SYSTEM, Right.RECOVER, tx -> tx.users().all().stream().filter(DemoAccess::person)
				.sorted(Comparator.comparing(DemoAccess::firstRole).thenComparing(User::login)).toList());
	}

	private static boolean person(User user) {
		return !user.roles().contains(Role.SYSTEM);
	}

	private static Role firstRole(User user) {
		return user.roles().stream().min(Comparator.naturalOrder()).orElse(Role.SYSTEM);
	}

	@Override
	public Actor signIn(String login) {
		if (!store.demo()) {
			throw new Refusal(Why.NOT_A_DEMO);
		}
		User user = store.read(Actor.SYSTEM, Right.RECOVER, tx -> tx.userByLogin(login.strip()).filter(DemoAccess::person)
				.orElseThrow(() -> new Refusal(Why.NOT_FOUND, login.strip())));
		// the typed text stays out of the audit log: people also type passwords into such a field
		return store.readAudited(Actor.SYSTEM, Right.RECOVER, "sign-in " + user.id(),
				tx -> new Actor(user.id(), UUID.randomUUID()));
	}

	@Override
	public User user(Actor actor) {
		return store.read(Actor.SYSTEM, Right.RECOVER, tx -> tx.users().get(actor.user()));
	}

	@Override
	public long changeNumber() {
		return store.changeNumber();
	}

	@Override
	public boolean demo() {
		return store.demo();
	}

	@Override
	public Counts counts(Actor by) {
		return store.read(Actor.SYSTEM, Right.RECOVER,
				tx -> new Counting(tx, tx.users().get(by.user()), settings.get(Settings.RENEWAL_MONTHS)).all());
	}

	@Override
	public Page<AuditLine> audit(int from, int size, Actor by) {
		return store.read(by, Right.READ_AUDIT, tx -> tx.auditLines(from, size));
	}
}
