DELETE FROM question_file WHERE made_at <= $1
