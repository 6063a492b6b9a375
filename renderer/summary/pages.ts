import { IconArmchair, IconArrowsSplit2, IconClockPlay, IconDatabase, IconHistory, IconReceipt, IconShieldLock, IconTag, IconUsers } from '@tabler/icons-vue';
import type { Component } from 'vue';
import type { Capability } from '../../shared/values/capabilities.ts';
import ActivityPage from './views/ActivityPage.vue';
import BillingInformation from './views/BillingInformation.vue';
import DataPage from './views/DataPage.vue';
import PriceBookPage from './views/PriceBookPage.vue';
import PermissionGroupsPage from './views/PermissionGroupsPage.vue';
import ScenariosPage from './views/ScenariosPage.vue';
import SeatPlannerPage from './views/SeatPlannerPage.vue';
import TimeMachinePage from './views/TimeMachinePage.vue';
import UsersPage from './views/UsersPage.vue';

export interface Page {
  readonly name: string;
  readonly path: string;
  readonly title: string;
  /** Other words that people look for it by. */
  readonly words?: string;
  readonly icon: Component;
  readonly view: Component;
  /** What the operator's group must allow for this page to be listed and shown. Not given: viewing billing. */
  readonly needs?: Capability;
  /** True where it is shown of a file open for review without that, too. */
  readonly review?: true;
  /** True for what only a demonstration has. */
  readonly demonstration?: true;
}

/** The pages under Admin > Company Settings, in the sidebar's order. A new page is one line here. */
export const PAGES: readonly Page[] = [
  { name: 'billing', path: '/billing-information', title: 'Billing Information', words: 'receipts purchases accounts needs attention', icon: IconReceipt, view: BillingInformation },
  { name: 'users', path: '/users', title: 'Users', words: 'deactivate reactivate move people', icon: IconUsers, view: UsersPage },
  { name: 'groups', path: '/permission-groups', title: 'Permission Groups', words: 'operators passwords capabilities', icon: IconShieldLock, view: PermissionGroupsPage },
  { name: 'prices', path: '/price-book', title: 'Price Book', words: 'price of contract crm view only powerdialer flex port responseloop inbound fax recording port dialer minute storage', icon: IconTag, view: PriceBookPage },
  { name: 'scenarios', path: '/scenarios', title: 'Scenarios', words: 'compare quote present', icon: IconArrowsSplit2, view: ScenariosPage, needs: 'makeScenarios' },
  { name: 'seats', path: '/seat-planner', title: 'Seat Planner', words: 'lockouts shifts session log sizing erlang live board', icon: IconArmchair, view: SeatPlannerPage },
  { name: 'activity', path: '/activity', title: 'Activity', words: 'record who did what history', icon: IconHistory, view: ActivityPage },
  { name: 'data', path: '/data-and-backups', title: 'Data & Backups', words: 'restore back up verify review copy', icon: IconDatabase, view: DataPage, needs: 'manageData', review: true },
  { name: 'time', path: '/time-machine', title: 'Time Machine', icon: IconClockPlay, view: TimeMachinePage, demonstration: true },
];
