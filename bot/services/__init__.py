"""What people do, one purpose per module. Storage, exporters and channels come in through `ports`."""
