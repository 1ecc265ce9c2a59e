/**
 * The workbench, and what every perspective is built of.
 *
 * <h2>A new perspective</h2>
 * A bundle {@code muhurdar.ui.x} with {@code Model-Fragment: fragment.e4xmi}, and a line in the feature. The fragment
 * puts an {@code advanced:Perspective} into {@code muhurdar.perspectives} (feature {@code children}) with a
 * {@code basic:PartStack} of parts; its {@code persistedState} tells the rail: {@code order} (1 to 9, also its Ctrl
 * key), {@code icon} (a name in icons/), {@code count} (a field of {@code Access.Counts}), {@code right} (to see it).
 * Labels are {@code %keys} of {@code OSGI-INF/l10n/bundle.properties} and {@code bundle_tr.properties} of that bundle.
 *
 * <h2>A part</h2>
 * Everything in one {@code @Inject} constructor: {@code Composite parent}, {@link muhurdar.ui.Desk}, services with
 * {@code @Service}. It makes a {@link muhurdar.ui.View} (title, filters), a {@link muhurdar.ui.PagedTable} and an
 * {@link muhurdar.ui.ActionBar} below it:
 *
 * <pre>{@code
 * View view = new View(parent, "orders.list", Messages.Orders_Title);
 * table = new PagedTable<OrderRow>(view, desk.background(), false, "orders.table", Messages.Orders_Title, OrderRow::id)
 *         .column(Column.text(Messages.Orders_Name, 200, OrderRow::name))
 *         .column(Column.mark(Messages.Orders_State, 160, row -> Labels.mark(row.state())))
 *         .empty(Messages.Orders_None, null, null);
 * ActionBar bar = new ActionBar(view, view, desk, approve, List.of(reject, cancel));
 * table.onChoice(rows -> bar.info(…));
 * table.source((from, size) -> orders.search(query, from, size, desk.actor()));
 * desk.watch().listen(view, table::reload);         // bells, F5, other desks
 * table.onChoice(rows -> … desk.show(row.holder()));  // the person's strip, at the foot of the window
 * }</pre>
 *
 * Services are called through {@link muhurdar.ui.Background} only. Values are asked for with
 * {@link muhurdar.ui.FormDialog}, which keeps what was typed after a refusal. What was done is said with
 * {@link muhurdar.ui.Desk#done}. States are shown as {@link muhurdar.ui.Labels#mark marks}, dates by
 * {@link muhurdar.ui.Dates}. Next actions in the strip come from a DS component that implements
 * {@link muhurdar.ui.StripAction}. Every control that acts has an id and a name ({@link muhurdar.ui.Ids}); texts come
 * from a {@code Messages} class filled by {@link muhurdar.ui.Texts#load}, and
 * {@code assertEquals(List.of(), Texts.differences(Messages.class))} is its unit test.
 */
@org.eclipse.jdt.annotation.NonNullByDefault
package muhurdar.ui;
