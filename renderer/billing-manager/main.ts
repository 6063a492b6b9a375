import '../common/cspNonce.ts';
import '../common/theme/base.css';
import { startWindow } from '../common/startWindow.ts';
import App from './App.vue';

startWindow(App);
