import { defineStore } from 'pinia';
import { ref } from 'vue';

/** Whether the application can be heard. Always true on the desktop, where window and application end together. */
export const useConnection = defineStore('connection', () => {
  const connected = ref(true);
  return { connected };
});
