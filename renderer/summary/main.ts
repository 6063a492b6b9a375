import '../common/cspNonce.ts';
import '../common/theme/base.css';
import { startWindow } from '../common/startWindow.ts';
import App from './App.vue';
import { createSummaryRouter } from './router.ts';

startWindow(App, [createSummaryRouter()]);
