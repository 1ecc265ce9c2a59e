package muhurdar.ui.window;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;

import org.eclipse.e4.core.contexts.IEclipseContext;
import org.eclipse.e4.core.di.annotations.Optional;
import org.eclipse.e4.core.di.extensions.Service;
import org.eclipse.e4.core.services.events.IEventBroker;
import org.eclipse.e4.core.services.translation.TranslationService;
import org.eclipse.e4.ui.di.UISynchronize;
import org.eclipse.e4.ui.model.application.MApplication;
import org.eclipse.e4.ui.model.application.ui.advanced.MPerspective;
import org.eclipse.e4.ui.workbench.lifecycle.PostContextCreate;
import org.eclipse.e4.ui.workbench.lifecycle.ProcessAdditions;
import org.eclipse.e4.ui.workbench.modeling.EModelService;
import org.eclipse.equinox.app.IApplicationContext;
import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.swt.widgets.Display;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import muhurdar.api.Access;
import muhurdar.api.Demo;
import muhurdar.api.ExitCode;
import muhurdar.api.Settings;
import muhurdar.domain.Actor;
import muhurdar.domain.Refusal;
import muhurdar.domain.User;
import muhurdar.ui.Background;
import muhurdar.ui.Desk;
import muhurdar.ui.Look;
import muhurdar.ui.Watch;

/**
 * Before the window: language, theme, who sits here. Puts {@link Actor}, {@link User}, {@link Background},
 * {@link Watch} and {@link Desk} into the application's context. Ends the program with a code of its own if it cannot
 * start.
 */
public final class LifeCycle {

	private static final Logger LOG = LoggerFactory.getLogger(LifeCycle.class);

	@PostContextCreate
	void start(IEclipseContext context, IApplicationContext application, UISynchronize synchronize, IEventBroker events,
			@Service Settings settings, @Optional @Service @Nullable Access access,
			@Optional @Service @Nullable Demo demo) {
		Locale locale = "en".equals(settings.get(Settings.LANGUAGE)) ? Locale.ENGLISH : Locale.of("tr", "TR");
		Locale.setDefault(locale);
		context.set(TranslationService.LOCALE, locale);
		Look.dark(darkWanted());
		if (access == null) {
			LOG.error("the services did not start: no Access");
			stop(ExitCode.FAULT, Messages.Start_NoServices);
			return;
		}
		try {
			if (demo != null) {
				Preparing.run(Messages.Start_Preparing, demo::prepare);
			}
			signIn(context, application, synchronize, events, access);
		} catch (Refusal refusal) {
			LOG.warn("start refused: {}", refusal.why());
			stop(ExitCode.of(refusal.why()), Background.sentence(refusal));
		} catch (RuntimeException fault) {
			LOG.error("start failed", fault);
			stop(ExitCode.FAULT, Messages.Start_Failed);
		}
	}

	/** The system's choice, unless {@code -Dmuhurdar.theme=light|dark} says another. */
	private static boolean darkWanted() {
		String wanted = System.getProperty("muhurdar.theme", "");
		return wanted.isEmpty() ? Display.isSystemDarkTheme() : "dark".equals(wanted);
	}

	/** Opens with the first perspective that this person may see, so that no other is built. */
	@ProcessAdditions
	void begin(MApplication application, EModelService model, Desk desk) {
		List<MPerspective> perspectives = model.findElements(application, null, MPerspective.class, null);
		perspectives.stream().filter(perspective -> RailEntry.grey(perspective, desk) == null)
				.min(Comparator.comparing(perspective -> RailEntry.state(perspective, "order")))
				.ifPresent(perspective -> perspective.getParent().setSelectedElement(perspective));
	}

	private static void signIn(IEclipseContext context, IApplicationContext application, UISynchronize synchronize,
			IEventBroker events, Access access) {
		String login = loginAsked(application);
		if (login == null) {
			login = new StartDialog(access.users()).ask();
		}
		if (login == null) {
			System.exit(ExitCode.DONE.code());
			return;
		}
		Actor actor = access.signIn(login);
		User user = access.user(actor);
		Background background = new Background(synchronize);
		Watch watch = new Watch(background, access, events);
		context.set(Actor.class, actor);
		context.set(User.class, user);
		context.set(Background.class, background);
		context.set(Watch.class, watch);
		context.set(Desk.class, new Desk(actor, user, background, watch));
	}

	/** {@code --as LOGIN} on the command line, or {@code -Dmuhurdar.as=LOGIN}. */
	private static @Nullable String loginAsked(IApplicationContext application) {
		if (application.getArguments().get(IApplicationContext.APPLICATION_ARGS) instanceof String[] arguments) {
			List<String> words = List.of(arguments);
			int at = words.indexOf("--as");
			if (at >= 0 && at + 1 < words.size()) {
				return words.get(at + 1);
			}
		}
		return System.getProperty("muhurdar.as");
	}

	private static void stop(ExitCode code, String sentence) {
		StartDialog.tell(sentence);
		System.exit(code.code());
	}
}
