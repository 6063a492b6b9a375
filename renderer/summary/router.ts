import { createRouter, createWebHashHistory } from 'vue-router';
import type { Router } from 'vue-router';
import { PAGES } from './pages.ts';

/** Pages live behind the hash, because both hosts serve one file for this window. */
export function createSummaryRouter(): Router {
  return createRouter({
    history: createWebHashHistory(),
    routes: [
      ...PAGES.map((page) => ({ name: page.name, path: page.path, component: page.view, meta: { title: page.title } })),
      { path: '/:rest(.*)*', redirect: { name: 'billing' } },
    ],
    scrollBehavior: (_to, _from, saved) => saved ?? { top: 0 },
  });
}
