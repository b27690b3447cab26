SELECT 'Another Reader', 'Bus lines' UNION ALL SELECT 'Sample Reader', 'Learn to cook' UNION ALL SELECT 'Sample Reader', 'Old maps';
