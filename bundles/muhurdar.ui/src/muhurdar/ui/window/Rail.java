package muhurdar.ui.window;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

import org.eclipse.e4.core.di.extensions.Service;
import org.eclipse.e4.core.services.events.IEventBroker;
import org.eclipse.e4.ui.model.application.ui.advanced.MPerspective;
import org.eclipse.e4.ui.model.application.ui.basic.MWindow;
import org.eclipse.e4.ui.workbench.UIEvents;
import org.eclipse.e4.ui.workbench.modeling.EModelService;
import org.eclipse.e4.ui.workbench.modeling.EPartService;
import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Composite;

import jakarta.inject.Inject;
import muhurdar.api.Access;
import muhurdar.api.Access.Count;
import muhurdar.api.Access.Counts;
import muhurdar.ui.Desk;
import muhurdar.ui.Keys;
import muhurdar.ui.Look;
import muhurdar.ui.Notice;
import muhurdar.ui.Tone;

/**
 * One entry per perspective of the window, with what waits there. A perspective says in its persisted state:
 * {@code order} (1 to 9, also its Ctrl key), {@code icon}, {@code count} (a field of {@link Counts}) and {@code right}
 * (to see it).
 */
public final class Rail {

	static final int WIDTH = 20 * Look.GRID;

	private final Desk desk;
	private final Access access;
	private final EPartService parts;
	private final List<RailEntry> entries = new ArrayList<>();

	@Inject
	Rail(Composite parent, Desk desk, MWindow window, EModelService model, EPartService parts, IEventBroker events,
			@Service Access access) {
		this.desk = desk;
		this.access = access;
		this.parts = parts;
		Composite rail = new Bar(parent);
		GridLayout layout = new GridLayout();
		layout.marginWidth = 0;
		layout.verticalSpacing = 0;
		layout.marginHeight = Look.GRID;
		rail.setLayout(layout);
		List<MPerspective> perspectives = new ArrayList<>(model.findElements(window, null, MPerspective.class, null));
		perspectives.sort(Comparator.comparing(perspective -> RailEntry.state(perspective, "order")));
		perspectives.forEach(perspective -> add(rail, perspective));
		events.subscribe(UIEvents.ElementContainer.TOPIC_SELECTEDELEMENT, event -> mark(window, model));
		desk.watch().listen(rail, this::count);
		rail.getDisplay().asyncExec(() -> mark(window, model));
		count();
	}

	private void add(Composite rail, MPerspective perspective) {
		String order = RailEntry.state(perspective, "order");
		String grey = RailEntry.grey(perspective, desk);
		String label = perspective.getLocalizedLabel();
		RailEntry entry = new RailEntry(rail, perspective, label, RailEntry.state(perspective, "icon"), order, grey,
				() -> go(perspective));
		GridData data = new GridData(SWT.FILL, SWT.BEGINNING, true, false);
		data.widthHint = WIDTH;
		data.heightHint = 8 * Look.GRID;
		entry.setLayoutData(data);
		entries.add(entry);
		if (!order.isEmpty()) {
			Keys.bindWindow(rail, SWT.MOD1 | order.charAt(0), () -> go(perspective));
		}
	}

	private void go(MPerspective perspective) {
		String grey = RailEntry.grey(perspective, desk);
		if (grey == null) {
			parts.switchPerspective(perspective);
			desk.watch().lookNow();
		} else {
			desk.say(new Notice(Tone.WAIT, grey, null, null));
		}
	}

	private void mark(MWindow window, EModelService model) {
		MPerspective active = model.getActivePerspective(window);
		entries.forEach(entry -> entry.select(entry.perspective() == active));
	}

	private void count() {
		desk.background().run(Messages.Rail_Counting, () -> access.counts(desk.actor()), this::show);
	}

	private void show(Counts counts) {
		Map<String, Count> named = Map.of("orders", counts.orders(), "production", counts.production(), "deliveries",
				counts.deliveries(), "certificates", counts.certificates(), "readers", counts.readers());
		for (RailEntry entry : entries) {
			@Nullable Count count = named.get(RailEntry.state(entry.perspective(), "count"));
			if (count != null) {
				entry.count(count);
			}
		}
	}
}
