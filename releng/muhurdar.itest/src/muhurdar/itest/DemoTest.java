package muhurdar.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import muhurdar.api.Access;
import muhurdar.api.Demo;
import muhurdar.api.ExpiringQuery;
import muhurdar.api.Orders;
import muhurdar.domain.Actor;

class DemoTest {

	@Test
	void theDemoHasPeopleWhoseRenewalCanBeOrderedAndPreparingItTwiceChangesNothing() {
		Demo demo = House.service(Demo.class);
		assertTrue(demo.prepare());
		Actor operator = House.service(Access.class).signIn("elif.yildiz");
		Orders orders = House.service(Orders.class);
		ExpiringQuery all = new ExpiringQuery(12, null, null);
		int listed = orders.expiring(all, 0, 1000, operator).total();
		assertTrue(listed > 100, listed + " certificates");
		assertTrue(demo.prepare());
		assertEquals(listed, orders.expiring(all, 0, 1000, operator).total());
	}
}
