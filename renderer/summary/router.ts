import { createRouter, createWebHashHistory } from 'vue-router';
import type { Router } from 'vue-router';
import { PAGES } from './pages.ts';
import PresentPage from './views/PresentPage.vue';
import ReceiptPage from './views/ReceiptPage.vue';

/** Pages live behind the hash, because both hosts serve one file for this window. */
export function createSummaryRouter(): Router {
  return createRouter({
    history: createWebHashHistory(),
    routes: [
      ...PAGES.map((page) => ({ name: page.name, path: page.path, component: page.view, meta: { title: page.title } })),
      { name: 'receipt', path: '/receipts/:number([1-9]\\d{0,14})', component: ReceiptPage, meta: { title: 'Receipt' } },
      { name: 'present', path: '/scenarios/present', component: PresentPage, meta: { title: 'Scenarios', bare: true } },
      { path: '/:rest(.*)*', redirect: { name: 'billing' } },
    ],
    scrollBehavior: (_to, _from, saved) => saved ?? { top: 0 },
  });
}
