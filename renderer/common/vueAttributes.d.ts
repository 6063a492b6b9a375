// Attributes of the platform that Vue's template types do not know yet.
import 'vue';

declare module 'vue' {
  interface HTMLAttributes {
    popover?: '' | 'auto' | 'manual';
  }
  interface ButtonHTMLAttributes {
    popovertarget?: string;
  }
  interface AllowedComponentProps {
    id?: string;
    title?: string;
    'aria-label'?: string;
    'aria-describedby'?: string;
    'aria-disabled'?: boolean;
    'aria-expanded'?: boolean;
    'aria-controls'?: string;
  }
}
