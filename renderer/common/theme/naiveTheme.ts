import { buttonDark, commonDark, inputDark, tagDark } from 'naive-ui';
import type { GlobalTheme, GlobalThemeOverrides } from 'naive-ui';

/** Only the components in use: the library's whole dark theme would bring every component's with it. */
export const naiveDarkTheme: GlobalTheme = {
  name: 'dark',
  common: commonDark,
  Button: buttonDark,
  Input: inputDark,
  Tag: tagDark,
};

/** naive-ui's overrides from the tokens in force. Call again after the theme changed: it reads computed values. */
export function naiveOverrides(): GlobalThemeOverrides {
  const style = getComputedStyle(document.documentElement);
  const token = (name: string): string => style.getPropertyValue(`--${name}`).trim();
  return {
    common: {
      fontFamily: token('font'),
      fontSize: '14px',
      fontSizeSmall: '13px',
      fontSizeMedium: '13px',
      heightSmall: '28px',
      heightMedium: token('field'),
      heightLarge: '40px',
      borderRadius: token('radius'),
      primaryColor: token('accent'),
      primaryColorHover: token('accent-hover'),
      primaryColorPressed: token('accent-pressed'),
      primaryColorSuppl: token('accent-hover'),
      bodyColor: token('bg'),
      textColorBase: token('text'),
      textColor1: token('text'),
      textColor2: token('text'),
      textColor3: token('text-3'),
      placeholderColor: token('text-3'),
      borderColor: token('field-border'),
      dividerColor: token('line'),
      inputColor: token('bg'),
    },
    Button: {
      fontWeight: '500',
      textColorPrimary: token('on-accent'),
      textColorHoverPrimary: token('on-accent'),
      textColorPressedPrimary: token('on-accent'),
      textColorFocusPrimary: token('on-accent'),
      border: `1px solid ${token('line-strong')}`,
    },
    Input: {
      border: `1px solid ${token('field-border')}`,
      borderHover: `1px solid ${token('text-2')}`,
      borderFocus: `1px solid ${token('accent')}`,
      boxShadowFocus: 'none',
      color: token('bg'),
      colorFocus: token('bg'),
      textColor: token('text'),
      placeholderColor: token('text-3'),
      iconColor: token('text-3'),
      clearColor: token('text-3'),
    },
    Tag: {
      heightSmall: '20px',
      fontSizeSmall: '12px',
      borderRadius: '4px',
      color: token('bg-hover'),
      textColor: token('text-2'),
      textColorSuccess: token('accent'),
      colorSuccess: token('accent-soft'),
      textColorWarning: token('amber'),
      colorWarning: token('amber-soft'),
      textColorError: token('red'),
      colorError: token('red-soft'),
    },
  };
}
