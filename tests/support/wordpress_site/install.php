<?php
// Installs the site, as its first page would.
define('WP_INSTALLING', true);
require 'wp-load.php';
require 'wp-admin/includes/upgrade.php';
wp_install('A newspaper', 'editor', 'editor@example.org', true, '', 'not a secret');
