import {
  ArrowLeft,
  CalendarDays,
  Camera,
  Check,
  Contact,
  Copy,
  Download,
  EllipsisVertical,
  Folder,
  Globe,
  Key,
  Lock,
  type LucideIcon,
  Mail,
  Menu,
  Monitor,
  Plus,
  Search,
  Server,
  Settings,
  Shield,
  Smartphone,
  TriangleAlert,
  User,
  Users,
} from 'lucide-react';
import type { ReactNode } from 'react';
import type { Icon } from '../scene.ts';

const PICTURES: Record<Icon, LucideIcon> = {
  mail: Mail,
  calendar: CalendarDays,
  contacts: Contact,
  user: User,
  users: Users,
  settings: Settings,
  search: Search,
  shield: Shield,
  globe: Globe,
  server: Server,
  plus: Plus,
  check: Check,
  lock: Lock,
  download: Download,
  camera: Camera,
  warning: TriangleAlert,
  folder: Folder,
  key: Key,
  copy: Copy,
  menu: Menu,
  back: ArrowLeft,
  more: EllipsisVertical,
  phone: Smartphone,
  monitor: Monitor,
};

export function DrawnIcon({ icon, size }: { icon: Icon; size: number }): ReactNode {
  const Picture = PICTURES[icon];
  return <Picture size={size} strokeWidth={size > 24 ? 1.5 : 1.75} aria-hidden focusable={false} />;
}
