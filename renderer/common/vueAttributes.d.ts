// Attributes that Vue's template types do not know.
import 'vue';

declare module 'vue' {
  interface HTMLAttributes {
    popover?: '' | 'auto' | 'manual';
    /** Amounts in here are prices, or what somebody typed or a record says: no results, so they explain nothing. */
    'data-given'?: boolean;
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
