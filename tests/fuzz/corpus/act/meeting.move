comity/act/v1
forum.example/log
{"act":"meeting.move","base":{"root":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855","size":0},"by":"secretariat/officer-1","from":"2016-05-10","ground":"as agreed in the meeting","meeting":"soc-2016-2","opens":1462864000000,"place":{"en":"Town","ru":"Город"},"until":"2016-05-11"}

secretariat/officer-1 YmxvYg==
