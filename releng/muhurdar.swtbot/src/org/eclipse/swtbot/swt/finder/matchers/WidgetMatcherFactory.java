package org.eclipse.swtbot.swt.finder.matchers;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.regex.Pattern;

import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Group;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Widget;
import org.eclipse.swtbot.swt.finder.utils.SWTBotPreferences;
import org.hamcrest.BaseMatcher;
import org.hamcrest.Description;
import org.hamcrest.Matcher;

import muhurdar.swtbot.internal.Widgets;

/** Matchers for widgets; they are asked in the UI thread. */
public abstract class WidgetMatcherFactory {

	private WidgetMatcherFactory() {
	}

	/** The text is exactly this one, signs of mnemonics included. */
	public static <T extends Widget> Matcher<T> withText(String text) {
		return matcher("with text '" + text + "'", widget -> text.equals(Widgets.text(widget)));
	}

	/** The text without the signs of its mnemonics and without its accelerator is this one. */
	public static <T extends Widget> Matcher<T> withMnemonic(String text) {
		return matcher("with text '" + text + "' but for mnemonics",
				widget -> text.equals(Widgets.plain(Widgets.text(widget))));
	}

	/** The whole text matches a regular expression. */
	public static <T extends Widget> Matcher<T> withRegex(String regex) {
		Pattern pattern = Pattern.compile(regex);
		return matcher("with a text like '" + regex + "'",
				widget -> pattern.matcher(Widgets.text(widget)).matches());
	}

	/** The tooltip without the signs of its mnemonics is this one. */
	public static <T extends Widget> Matcher<T> withTooltip(String text) {
		return matcher("with tooltip '" + text + "'", widget -> text.equals(Widgets.plain(Widgets.tooltip(widget))));
	}

	/** The id under the default key is this one. */
	public static <T extends Widget> Matcher<T> withId(String value) {
		return withId(SWTBotPreferences.DEFAULT_KEY, value);
	}

	public static <T extends Widget> Matcher<T> withId(String key, String value) {
		return withId(key, (Object) value);
	}

	public static <T extends Widget> Matcher<T> withId(String key, Object value) {
		return matcher("with " + key + " = '" + value + "'", widget -> Objects.equals(value, widget.getData(key)));
	}

	/** Comes after a label with this text, anywhere in the same window. */
	public static <T extends Widget> Matcher<T> withLabel(String text) {
		return matcher("after the label '" + text + "'", widget -> comesAfter(text, widget));
	}

	public static <T extends Widget> Matcher<T> widgetOfType(Class<T> type) {
		return matcher("a " + type.getSimpleName(), type::isInstance);
	}

	/** All the bits of a style are set. */
	public static <T extends Widget> Matcher<T> withStyle(int style, String styleName) {
		return matcher("with style " + styleName, widget -> (widget.getStyle() & style) == style);
	}

	/** Lies in a group with this text, however deep. */
	public static <T extends Widget> Matcher<T> inGroup(String text) {
		return matcher("in the group '" + text + "'", widget -> isInGroup(text, Widgets.control(widget)));
	}

	@SafeVarargs
	public static <T extends Widget> Matcher<T> allOf(Matcher<? extends Widget>... matchers) {
		List<Matcher<? extends Widget>> all = List.of(matchers);
		return matcher(list(matchers, ", "), widget -> all.stream().allMatch(each -> each.matches(widget)));
	}

	@SafeVarargs
	public static <T extends Widget> Matcher<T> anyOf(Matcher<? extends Widget>... matchers) {
		List<Matcher<? extends Widget>> any = List.of(matchers);
		return matcher(list(matchers, " or "), widget -> any.stream().anyMatch(each -> each.matches(widget)));
	}

	private static boolean comesAfter(String text, Widget widget) {
		Shell shell = Widgets.shell(widget);
		if (shell == null) {
			return false;
		}
		for (Widget earlier : Widgets.below(shell)) {
			if (earlier == widget) {
				return false;
			}
			if (earlier instanceof Label label && text.equals(Widgets.plain(label.getText()))) {
				return true;
			}
		}
		return false;
	}

	private static boolean isInGroup(String text, Control control) {
		for (Control outer = control; outer != null; outer = outer.getParent()) {
			if (outer instanceof Group group && text.equals(Widgets.plain(group.getText()))) {
				return true;
			}
		}
		return false;
	}

	private static String list(Matcher<?>[] matchers, String between) {
		return String.join(between, Arrays.stream(matchers).map(Object::toString).toList());
	}

	private static <T extends Widget> Matcher<T> matcher(String words, Predicate<Widget> test) {
		return new BaseMatcher<>() {
			@Override
			public boolean matches(Object item) {
				return item instanceof Widget widget && !widget.isDisposed() && test.test(widget);
			}

			@Override
			public void describeTo(Description description) {
				description.appendText(words);
			}
		};
	}
}
